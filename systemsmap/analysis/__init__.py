"""Facts about a map: its loops, what they are called, how they read, what deserves a second look.

Everything here is a pure function of a map and its answers can be sent from one process to
another, so that heavy questions are asked elsewhere and the window never waits. An answer that
could grow without end takes a `Budget` and says whether it is complete. Standard questions
about graphs (what hangs together, what feeds what) are put to networkx, which is imported only
when such a question is asked: numbers, readings, checks and rounds are needed before the first
picture and do without it. The words people read about links and loops stand in `reading`.
"""
