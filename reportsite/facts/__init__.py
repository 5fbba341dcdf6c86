"""One record per subject with every number formatted and every word chosen.

In goes the plan as known on a day, out come records that page, paper, form, feed and data print.
"""
