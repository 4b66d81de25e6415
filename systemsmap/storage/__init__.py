"""Map files: how a map is kept so that nobody ever loses one.

**Two places.** The person's file is at every moment one complete, closed SQLite database in
rollback mode: it may be mailed, lie on a stick, on a share or in a synchronised folder, because
nothing ever lies beside it that it needs and nobody ever sees half of it. It is never
written in place. Work in progress is in the working copy, an SQLite database of its own in the
user's data folder, which takes every edit within a fraction of a second and which a killed
process leaves behind for the next start to find.

**Why not keep the file open, as databases are meant to be?** A file with a write-ahead log that
is copied alone has no tables in it; a synchronised folder uploads a file in the middle of a
transaction; two people on a share lock each other out. Of 120 processes killed at random moments,
replacing the file lost nothing, while writing it anew in place spoiled 35.

**Every step is kept.** The history of a map is part of it (`kept_history`): what each step changed
field by field (`deltas`), the newest steps as rows, older ones in packs that are sealed once and
carried along as the bytes they are, so that publishing stays quick after a hundred thousand. It is
opened when somebody goes back that far. Undone work is in it too; a copy to hand out has none of
it, for every file is made anew from what is to be in it.

**Two people, one file.** While a map is edited a small text file beside it says who has it
(`presence`); it goes when the map is closed, and one left by a killed process or a dead computer
is told from a living one. It is a courtesy: what keeps people's work apart is that a file which
is not what we last saw there is never written over (`replacing`). `watching` looks after it.

**What comes in is not trusted.** `reader` works on a copy in memory with plain sqlite3 and checks
of its own: an ORM session on a foreign file runs the triggers in it and loads text as numbers.
What is sound is kept, what is not is counted and told, and a file that had to be mended is not
written over.

**What was altered is told.** A seal over all rows (`seal`) says when letters in a file are others
than were saved, which SQLite itself cannot know.

**What is damaged is not lost.** SQLite refuses a file of which one page is torn. `rescue` reads
what is left page by page without it, after the description of the format, and makes a sound map
of every row that can be made out, even where the schema, the header or the borders of pages are
gone; the file itself is never written to. `remedies` offers that beside the backup.

**What goes out is made fit.** Whatever the map holds can be written and read again; a save that
fails because of one odd character in a note would lose everything else.

**Who waits for the disk?** One thread per open map, `writer`. Trouble never stops the work: it
is announced as one sentence, the map stays in memory and in the working copy, and writing is
tried again. A person's disk may take its time, or never answer: what goes there is written in a
thread of its own (`aside`), and edits go on into the working copy meanwhile.

**What is imported when.** `schema`, `reader` and `writer` need the standard library only, so that
a window is drawn and a file opened before SQLModel is loaded (0.3 s); the writer's thread loads
it when it first has something to write.
"""
