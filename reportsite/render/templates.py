"""Views and templates to HTML: one Jinja environment, strict, autoescaped."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from reportsite.facts.page import View, title_lines
from reportsite.facts.tables import Table
from reportsite.plan import paths, words
from reportsite.problems import Code, Place, Problems
from reportsite.render.pictures import qr
from reportsite.source.kinds import GAP
from reportsite.source.markdown import SITE, printable
from reportsite.source.writing import Artifact

FAULTS = (
    TemplateError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
SITE_LINK = re.compile(rf'href="{SITE}([^"]+)"')


def render(
    views: Iterable[View], shared: Mapping[str, object], folder: Path, problems: Problems
) -> Iterator[tuple[View, str]]:
    """Yield every view with its HTML; `shared` is what all templates see.

    A template's fault, or Python's at a line of it, is a problem there; its page is left out.
    """
    environment = _environment(folder)
    environment.globals.update(shared)
    for view in views:
        try:
            yield view, environment.get_template(view.template).render(page=view, it=view.record)
        except FAULTS as error:
            message = f"模板有误：{_said(error)}（{view.path}）。"
            problems.add(_place(error, folder), Code.E601, message)


def assets(folder: Path) -> Iterator[Artifact]:
    """Yield the files of templates/site/assets/ under assets/."""
    for file in sorted((folder / "site" / "assets").iterdir()):
        yield Artifact(f"assets/{file.name}", file.read_bytes())


@cache
def _environment(folder: Path) -> Environment:
    """Return the folder's environment; builds of one process share its compiled templates."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "href": _href,
        "prose": _prose,
        "printable": printable,
        "basis": words.BASIS.__getitem__,
        "date": words.date,
        "filesize": words.filesize,
        "nature": words.ACCUMULATION.__getitem__,
        "qr": qr,
        "title_lines": title_lines,
    }
    environment.globals["paths"] = paths
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.tests |= {"gap": _is_gap, "table": _is_table}
    return environment


@pass_context
def _href(context: Context, target: str) -> str:
    """Return the link from the page being rendered to a page path."""
    view: View = context["page"]
    return view.href(target)


@pass_context
def _prose(context: Context, html: Markup) -> Markup:
    """Point the internal links of editors' prose from the page being rendered."""
    view: View = context["page"]
    linked = SITE_LINK.sub(lambda match: f'href="{view.href(match[1])}"', html)
    return Markup(linked)  # noqa: S704 -- sanitised in markup; only hrefs were exchanged


def _is_gap(value: object) -> bool:
    return value == GAP


def _is_table(value: object) -> bool:
    return isinstance(value, Table)


def _said(error: Exception) -> str:
    """Return an error's words; Python's say too little without the error's name."""
    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"


def _place(error: Exception, folder: Path) -> Place:
    """Return where in templates/ an error arose: its own line, or the last frame's there."""
    places = [(getattr(error, "filename", None), getattr(error, "lineno", 1))]
    trace = error.__traceback__
    while trace:
        places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    root = folder.resolve()
    for filename, line in (places[0], *reversed(places)):
        if filename and Path(filename).resolve().is_relative_to(root):
            return Place(f"templates/{Path(filename).resolve().relative_to(root).as_posix()}", line)
    return Place("templates")
