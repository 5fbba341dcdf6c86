"""What pages and charts say."""

import datetime as dt
import re
from collections.abc import Iterable

from lxml import html

from reportsite.plan.case import Case
from reportsite.source.kinds import day as day_of
from tests.whole.facts import (
    Fact,
    Said,
    correction,
    counts,
    figure,
    goal,
    ids,
    marked,
    moved,
    on,
    row,
)

DRAWN = re.compile(
    r"(\d{4}年)(?:未设目标|(?:附件列值|目标)([\d.]+)[^\d、，。]*)"
    r"(?:、(\D*?)实际([\d.]+)[^\d（]*（(.*?)）)?[，。]"
)
GOAL = re.compile(r"(\d{4}年[^，]*?)(?:累计)?，达到目标的([\d.]+%)；.*")


def read(path: str, page: html.HtmlElement, day: dt.date) -> Said:
    """Yield the facts of a page; a bulletin's are as known on its own day."""
    yield from drawn(page.xpath("//svg//title/text()"), day)
    for graphic in page.xpath("//svg"):
        graphic.drop_tree()
    for table in page.xpath("//table[contains(@class, 'figures')]"):
        yield from _bulletin_table(table, day)
    for table in page.xpath("//table[contains(thead/tr/th[2], '截至')]"):
        yield from _changes(table)
    if match := re.fullmatch(r"indicators/(\d\d)/index.html", path):
        yield from _indicator_page(match[1], page, day)
    if path == "corrections/index.html":
        yield from _corrections_page(page, day)
    for table in page.xpath("//table[@class='targets' or @class='targets brief']"):
        yield from _target_table(table, day)
    for table in page.xpath("//table[contains(caption, '报送的指标')]"):
        yield from _reports(table, day)
    for card in page.xpath("//li[p[@class='amount']]"):
        yield from _goal(card, day)
    yield from counts(page.text_content(), day)


def drawn(titles: Iterable[str], day: dt.date) -> Said:
    """Yield what the titles of charts say in a sentence."""
    for title in titles:
        name, _, sentence = title.strip().partition("：")
        if id := ids().get(name):
            for year, target, part, actual, case in DRAWN.findall(sentence):
                yield Fact("目标值", id, year, day), target or "—"
                if actual:
                    yield Fact("实际值", id, year + part, day), actual
                    yield Fact("状态", id, year, day), marked(Case(case))


def _id(element: html.HtmlElement) -> str:
    """Return the number of the indicator whose page is linked; '' where there is none."""
    match = re.search(r"indicators/(\d\d)/", element.xpath("string(.//a/@href)"))
    return match[1] if match else ""


def _texts(cells: Iterable[html.HtmlElement]) -> list[str]:
    return [cell.text_content().strip() for cell in cells]


def _bulletin_table(table: html.HtmlElement, day: dt.date) -> Said:
    title = table.xpath("string(//*[@id=$id])", id=table.get("aria-labelledby", ""))
    year = re.search(r"(\d{4})年", title)
    heads = _texts(table.xpath("./thead//th"))
    for line in table.xpath("./tbody/tr"):
        id, cells = _id(line), _texts(line.xpath("./td"))
        assert id
        if heads[1] == "时期":
            yield from correction(id, cells, day)
        elif year:
            period = line.xpath("string(./td[2]/@data-label)")
            actual = line.xpath("string(./td[2]/text())").strip()
            status = line.xpath("string(./td[5]/span)")
            yield from row(id, year[1], period, [cells[0], actual, cells[2], status], day)


def _changes(table: html.HtmlElement) -> Said:
    """Yield both sides of what moved between two issues, each as known on its day."""
    days = [day_of(text.removeprefix("截至")) for text in _texts(table.xpath("./thead//th"))[1:]]
    for line in table.xpath("./tbody/tr[td]"):
        for day, text in zip(days, _texts(line.xpath("./td")), strict=True):
            yield from moved(_id(line), text, day)


def _indicator_page(id: str, page: html.HtmlElement, day: dt.date) -> Said:
    for line in page.xpath("//table[@class='years']/tbody/tr"):
        year = line.xpath("string(./th)")
        target, actual, rate, status = _texts(line.xpath("./td[not(@class='source')]"))
        yield Fact("目标值", id, year, day), target
        yield Fact("状态", id, year, day), status
        for reported, value in figure(id, year, actual, day):
            yield reported, value
            if rate != "—":
                yield Fact("完成率", id, reported.period, day), rate
    for line in page.xpath("//table[@class='history']/tbody/tr[not(.//del)]"):
        spoken, value = line.xpath("string(./th)"), line.xpath("string(./td[1])")
        yield Fact("实际值", id, spoken, day), value
    for fact in page.xpath("//dl[@class='inputs']/div"):
        label, text = fact.xpath("string(./dt)"), fact.xpath("string(./dd)")
        if match := re.fullmatch(r"(\d{4}年.*?)(目标值|实际值)", label):
            number = re.match(r"[\d.]+", text)
            assert number
            yield Fact(match[2], id, match[1], day), number[0]


def _corrections_page(page: html.HtmlElement, day: dt.date) -> Said:
    for line in page.xpath("//table[thead/tr/th[text()='更正前']]/tbody/tr"):
        yield from correction(_id(line), _texts(line.xpath("./td")), day)


def _target_table(table: html.HtmlElement, day: dt.date) -> Said:
    for line in table.xpath("./tbody/tr"):
        id, year = _id(line), f"{on(day).year}年"
        assert id
        for cell in line.xpath("./td[@data-label]"):
            yield Fact("目标值", id, f"{cell.get('data-label')}年", day), cell.text_content()
        yield Fact("状态", id, year, day), line.xpath("string(./td[@class='state']/*[1])")
        yield from figure(id, year, line.xpath("string(./td[@class='n now'])"), day)


def _reports(table: html.HtmlElement, day: dt.date) -> Said:
    """Yield what a unit's page says of the indicators it reports."""
    year = table.xpath("string(./thead//th[2])").removesuffix("目标")
    for line in table.xpath("./tbody/tr"):
        target, actual, status = _texts(line.xpath("./td"))
        yield Fact("目标值", _id(line), year, day), target
        yield Fact("状态", _id(line), year, day), status
        yield from figure(_id(line), year, actual, day)


def _goal(card: html.HtmlElement, day: dt.date) -> Said:
    """Yield what a card of the home page says of a headline goal."""
    match = GOAL.fullmatch(card.xpath("string(./p[@class='small'])"))
    if match and _id(card):
        target = re.fullmatch(r"/([\d.]+)(.*)", card.xpath("string(./p/i)"))
        assert target
        value = card.xpath("string(./p[@class='amount']/text())")
        yield from goal(_id(card), target[1], (value, target[2], match[1]), match[2], day)
        yield (
            Fact("状态", _id(card), "2025年", day),
            card.xpath("string(./a[contains(@class, 'tag')])"),
        )
