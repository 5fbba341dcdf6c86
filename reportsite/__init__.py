"""Turn a public plan, its register and its reports into a static site and printed bulletins."""

__version__ = "0.1.0"
