"""Commands, preview and progress on a terminal: in goes what was typed, out come words and an exit code."""
