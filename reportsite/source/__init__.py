"""Files and text, with the place of everything that was typed; knows nothing of the plan.

In go bytes below a project's folder, out come texts, tables and trees that know their line and
column; and back: the one way to replace files. Everyone may enter; it enters only `problems`.
"""
