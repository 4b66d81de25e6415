"""The window: the only room that knows Qt.

It decides no coordinate of the map: it paints the drawings of `rendering`, hands the pointer to
`editor` in map coordinates, and shows the tables of commands as menus. Whatever takes time runs
elsewhere: loops in a niced process (`worker`), files in the writer's thread, layout in a process
of its own. Answers come back as queued signals.
"""
