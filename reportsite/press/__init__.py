"""HTML to PDF: layout, proofs, archive, fonts; knows nothing of the plan.

In go manuscripts, out come artifacts and faults.
"""
