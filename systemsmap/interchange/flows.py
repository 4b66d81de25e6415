"""Flows of stock and flow models, which fill and drain stocks where no arrow says so."""

from systemsmap.interchange.building import MapBuilder, SaidOfLink
from systemsmap.model.records import Polarity

READ_AS_LINK = "Flow read as a link, + into a stock and - out of one"


def add_flow(builder: MapBuilder, flow: str, stock: str, *, fills: bool) -> None:
    """Add the link that a flow into a stock, or out of it, is unless an arrow says so already."""
    if builder.has_link(flow, stock):
        return
    if builder.find(flow) and builder.find(stock):
        builder.lose(READ_AS_LINK, f"{builder.name(flow)} to {builder.name(stock)}")
    sign = Polarity.POSITIVE if fills else Polarity.NEGATIVE
    builder.link(flow, stock, SaidOfLink(sign))
