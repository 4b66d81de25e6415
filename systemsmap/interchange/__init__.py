"""Maps in other programs' formats, in and out: one file for each format.

`IMPORTERS` and `EXPORTERS` are the tables of them; the file dialogs and the command line are
built from these. A reader trusts nothing: sizes are capped before anything is parsed, and what
comes out is either a sound map or `ImportTrouble` with one sentence. What a format says and a
map cannot hold is told in sentences (`Imported.lost`), never dropped in silence. Pictures carry
the whole map inside, so that whoever has the picture has the map. Map files are `storage`'s
business, and painting PNG and PDF is `gui`'s, which has the painter for it.
"""
