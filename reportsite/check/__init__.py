"""Sources to Report: typed, joined and held against the official text, every fault in one run."""

from reportsite import official
from reportsite.check import bulletins, indicators, measures, plan, register, tensions
from reportsite.check.pages import free_pages, known_pages
from reportsite.load import Sources
from reportsite.markup import Context
from reportsite.model import Report, Site, Thresholds
from reportsite.official import Official
from reportsite.problems import ContentError, Place, Problems
from reportsite.schema import SiteFile
from reportsite.validation import validate


def check(sources: Sources, problems: Problems) -> Report:
    """Return the report; ContentError with all problems of all files when there is an error."""
    text = _official(sources, problems)
    site = _site(sources, problems)
    units = register.check(sources.units, problems)
    indices = indicators.check(sources.indicators, text, problems)
    outline = plan.check(sources.plan, sources.official, text, indices, problems)
    context = Context(known_pages(sources), bulletins.FUNCTIONS)
    items = measures.check(
        sources.measures, measures.Joins(text, outline, units, indices, context), problems
    )
    assurance_title, assurance = plan.assurance(sources.assurance, text, problems)
    known = tensions.check(sources.tensions, sources.official, outline, problems)
    issues = bulletins.check(sources.bulletins, context, problems)
    pages = free_pages(sources.pages, context, problems)
    problems.stop_on_errors()
    assert site
    assert outline
    assert units
    return Report(
        site=site,
        plan=outline,
        measures=items,
        assurance_title=assurance_title,
        assurance=assurance,
        register=units,
        indicators=indices,
        tensions=known,
        bulletins=issues,
        pages=pages,
    )


def _official(sources: Sources, problems: Problems) -> Official:
    """Return the official text taken apart; without it nothing can be held against anything."""
    try:
        return official.parse(sources.official)
    except (ValueError, IndexError):
        place = Place(official.PATH)
        if not any(p.place.path == official.PATH for p in problems.found):
            problems.add(place, "E400", "这不是印发的全文，读不出章、措施和附件。请恢复原文件。")
        raise ContentError(problems.sorted) from None


def _site(sources: Sources, problems: Problems) -> Site | None:
    file = validate(SiteFile, sources.site, problems)
    if file is None:
        return None
    fields = {name: getattr(file, name) for name in SiteFile.model_fields}
    return Site(**{**fields, "thresholds": Thresholds(**dict(file.thresholds))})
