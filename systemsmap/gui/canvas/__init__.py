"""The map on screen: stock Qt items made from drawings, so that Qt paints without calling back."""
