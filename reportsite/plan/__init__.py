"""What is true: frozen values, and the questions asked of them as known on a day.

In go values that `check` has made sure of, out come judgements, snapshots, debts and differences.
Everyone above may enter; it enters only `source` and `problems`.
"""
