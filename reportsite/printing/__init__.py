"""One document on paper: made up, marked, proved and archived."""
