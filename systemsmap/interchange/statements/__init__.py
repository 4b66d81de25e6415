"""Maps in plain words: `Digital by default -> Online transactions +`.

One grammar for whatever is typed or pasted as text, and for text files. A line is a statement: a
name alone, names with arrows between them, or a sentence ("more A leads to less B"). A sign or a
delay belongs to the link it stands at or closes; a link without a sign is undecided.
"""
