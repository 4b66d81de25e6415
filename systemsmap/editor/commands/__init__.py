"""What commands do: functions of the editor and the window, a few lines each."""
