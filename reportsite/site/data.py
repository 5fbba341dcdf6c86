"""The page of open data: what there is, how much, what each column means, how to use and cite it."""

from dataclasses import dataclass, replace

from reportsite.facts.datatable import Dataset
from reportsite.facts.page import Fact, View
from reportsite.plan import paths
from reportsite.plan.snapshot import Snapshot
from reportsite.site.frame import article, has_feed, page
from reportsite.site.share import Linked, of_catalogue


@dataclass(frozen=True, slots=True)
class File:
    """A file to download, and what it is good for."""

    name: str
    path: str
    said: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """The page's record; `linked` is for search engines."""

    dataset: Dataset
    whole: tuple[File, ...]
    missing: tuple[Fact, ...]
    machines: tuple[File, ...]
    linked: Linked


MISSING = (
    Fact("没有定目标", "附件这一年印的是“一”。“逐年目标”里目标值空着，种类写“未设目标”。"),
    Fact("还没到期", "报送截止日还没有到，没有人报送。实际值空着，状态写“未到期”。"),
    Fact("应报未报", "报送截止日已过，没有收到数。实际值空着，状态写“应报未报”。没有数字不等于没有完成。"),
)  # fmt: skip
WHOLE = (
    File("Excel工作簿", paths.WORKBOOK, "全部表各占一张，另有说明和数据字典。WPS、Excel都能打开。"),
    File("全部数据（JSON）", paths.PLAN_JSON, "同样的内容放在一个文件里，给程序用。"),
)
MACHINES = (
    File("datapackage.json", paths.DATA_PACKAGE, "每个CSV的列、类型、主键和校验值（Frictionless Data Package）。"),
    File("plan.schema.json", paths.PLAN_SCHEMA, "plan.json的结构（JSON Schema）。"),
    File("dictionary.csv", paths.DICTIONARY, "数据字典，一列一行。"),
    File("SHA256SUMS", paths.CHECKSUMS, "各文件的校验值：下载以后运行sha256sum -c SHA256SUMS。"),
)  # fmt: skip
CALENDAR = File("报送日历", paths.DEADLINES, "各时期的报送截止日，可以订阅到手机、Outlook的日历。")
FEED = File("订阅（Atom）", paths.FEED, "新报送的数、更正、进展和简报。")


def view(dataset: Dataset, snapshot: Snapshot) -> View:
    """Return the page; it tells of every file there is."""
    report = snapshot.report
    own = page("data", None, report, article=article(report))
    streams = (*[CALENDAR] * report.is_reported_on, *[FEED] * has_feed(report))
    linked = of_catalogue(dataset, own, report)
    missing = MISSING if report.indicators else ()
    record = DataPage(dataset, WHOLE, missing, (*MACHINES, *streams), linked)
    return replace(own, record=record)
