"""Drawing for site and paper alike: the Jinja environment, charts and pictures.

In go views and records, out come HTML, SVG and PNG.
"""
