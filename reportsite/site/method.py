"""The pages 评定方法 and 更正记录."""

from dataclasses import dataclass

from reportsite.facts.method import by_hand
from reportsite.facts.method import method as facts
from reportsite.facts.page import HOME, View
from reportsite.plan import paths
from reportsite.plan.snapshot import Corrected, Snapshot, Verdict
from reportsite.site.frame import article, column


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrected figures, and judgements made by hand."""

    corrections: tuple[Corrected, ...]
    by_hand: tuple[Verdict, ...]


def method(snapshot: Snapshot) -> View:
    return View(
        path=paths.METHOD,
        template="site/method.html",
        title="评定方法",
        description="每一种状态怎样得出，用什么界限。",
        column=column("method"),
        record=facts(snapshot),
        crumbs=(HOME,),
        article=article(snapshot.report),
    )


def corrections(snapshot: Snapshot) -> View:
    return View(
        path=paths.CORRECTIONS,
        template="site/corrections.html",
        title="更正记录",
        description="改过的数字和人工作出的评定，改前改后都在这里。",
        column=column("corrections"),
        record=Corrections(snapshot.corrections(), by_hand(snapshot)),
        crumbs=(HOME,),
        article=article(snapshot.report),
        source="data/actuals.csv",
    )
