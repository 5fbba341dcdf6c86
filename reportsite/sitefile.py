"""The shape of `content/site.yml`: who publishes, where, by which limits, and how it is printed."""

from typing import Literal

from pydantic import Field

from reportsite.fields import (
    BasePath,
    BaseUrl,
    Day,
    Flag,
    Listed,
    MomentOrGap,
    MonthDay,
    Text,
    Whole,
)
from reportsite.schema import Typed


class Thresholds(Typed):
    """The limits of the judgement, in per cent, percentage points and as month-day.

    Whole numbers: what is printed with one decimal can then never hide on which side it lies.
    """

    near_percent: Whole
    behind_points: Whole
    annual_due: MonthDay
    half_year_due: MonthDay


class EarlierThresholds(Thresholds):
    """Limits that were in force before, whole, and the last day they were: issues of then keep them."""

    until: Day


class PrintEntry(Typed):
    """How pages are made up, and a site's own fonts by what an office calls their role."""

    duplex: Flag = True
    ends_even: Flag = False
    fonts: dict[Literal["仿宋", "楷体", "黑体", "宋体", "小标宋"], Text] = Field(
        default_factory=dict
    )


class SiteFile(Typed):
    title: Text
    short_title: Text
    description: Text
    keywords: tuple[Text, ...]
    organiser: Text
    as_of: Day
    published: MomentOrGap
    base_url: BaseUrl
    base_path: BasePath
    domain: Text
    site_id_code: Text
    icp: Text
    police: Text
    phone: Text
    address: Text
    conac_url: Text
    report_error_url: Text
    data_licence: Text
    thresholds: Thresholds
    earlier_thresholds: Listed[EarlierThresholds] = ()
    print: PrintEntry = PrintEntry()
