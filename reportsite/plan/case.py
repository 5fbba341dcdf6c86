"""Where an indicator stands in a year: one table of cases, which everything else asks."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol, assert_never


class CaseGroup(Enum):
    """What cases have in common, worst first: the tone they are drawn in, and its words."""

    LATE = "miss", "落后"
    CLOSE = "near", "接近"
    GOOD = "ok", "达到或跟上进度"
    OPEN = "none", "没有结论"


class Ground(Enum):
    """What a case rests on: the year's figure, a part's, one that is awaited, or nothing."""

    YEAR = "全年数"
    PART = "年内的数"
    AWAITED = "还在等数"
    NOTHING = "不评定"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of the table: shape, group, ground, rule and the same said to a citizen.

    `rule` has the limits it names in braces: {near} per cent, {behind} percentage points.
    """

    mark: str
    group: CaseGroup
    ground: Ground
    rule: str
    plain: str


class Drawn(Protocol):
    """What a row of any table of cases has."""

    @property
    def mark(self) -> str: ...
    @property
    def group(self) -> CaseGroup: ...


class Marked(StrEnum):
    """A case as it is drawn: its shape and its tone, from the row that its table has for it."""

    @property
    def meaning(self) -> Drawn:
        raise NotImplementedError

    @property
    def mark(self) -> str:
        return self.meaning.mark

    @property
    def tone(self) -> str:
        return self.meaning.group.value[0]

    @property
    def marked(self) -> str:
        """Return the case as it is printed in a word: `√达标`."""
        return self.mark + self.value


class Case(Marked):
    """Where an indicator stands in a year, the best first; exactly one holds."""

    MET = "达标"
    EARLY = "已提前达标"
    ON_PACE = "达到序时"
    NEAR = "接近"
    BEHIND = "略低于序时"
    MISSED = "未达标"
    FAR_BEHIND = "明显低于序时"
    UNDECIDABLE = "不可评定"
    OWED = "应报未报"
    NOT_DUE = "未到期"
    NO_TARGET = "未设目标"
    LISTED = "附件列值"

    @property
    def meaning(self) -> Meaning:
        return MEANINGS[self]

    @property
    def rank(self) -> int:
        """Return where the case sorts: what is worst first, what was not judged last."""
        return list(CaseGroup).index(self.meaning.group)

    @property
    def is_judged(self) -> bool:
        """Say whether a figure led to a judgement."""
        return self.meaning.group is not CaseGroup.OPEN


def _meaning(case: Case) -> Meaning:  # noqa: C901 -- a table, a row a case
    """Return a case's row; a case without one is told by the type checker."""
    match case:
        case Case.MET:
            return Meaning("√", CaseGroup.GOOD, Ground.YEAR, "全年实际值达到目标值。", "全年的数达到了目标。")  # fmt: skip
        case Case.EARLY:
            return Meaning("√", CaseGroup.GOOD, Ground.PART, "全年数还没有报送，年内的数已经达到全年目标值。", "没到年底就达到了全年的目标。")  # fmt: skip
        case Case.ON_PACE:
            return Meaning("●", CaseGroup.GOOD, Ground.PART, "年内完成的增量不低于序时进度（从上年目标到当年目标按月均分）。", "到这时应有的数，已经有了。")  # fmt: skip
        case Case.NEAR:
            return Meaning("▲", CaseGroup.CLOSE, Ground.YEAR, "全年实际值没有达到目标值，相差不超过目标值的{near}%（含）。", "全年的数离目标不远。")  # fmt: skip
        case Case.BEHIND:
            return Meaning("▲", CaseGroup.CLOSE, Ground.PART, "年内完成的增量低于序时进度，相差不超过{behind}个百分点（含）。", "比这时应有的数少一些。")  # fmt: skip
        case Case.MISSED:
            return Meaning("×", CaseGroup.LATE, Ground.YEAR, "全年实际值没有达到目标值，相差超过目标值的{near}%。", "全年的数没有达到目标。")  # fmt: skip
        case Case.FAR_BEHIND:
            return Meaning("×", CaseGroup.LATE, Ground.PART, "年内完成的增量低于序时进度，相差超过{behind}个百分点。", "比这时应有的数少很多。")  # fmt: skip
        case Case.UNDECIDABLE:
            return Meaning("○", CaseGroup.OPEN, Ground.YEAR, "有数字，但按规则算不出结论，原因另外写明。", "有数字，还不能评。")  # fmt: skip
        case Case.OWED:
            return Meaning("○", CaseGroup.OPEN, Ground.AWAITED, "报送截止日已过，应报的数没有收到。没有数字不等于没有完成。", "到期没有报。")  # fmt: skip
        case Case.NOT_DUE:
            return Meaning("○", CaseGroup.OPEN, Ground.AWAITED, "还没有到报送截止日，或者要等全年数才能评定。", "还没到报的时候。")  # fmt: skip
        case Case.NO_TARGET:
            return Meaning("○", CaseGroup.OPEN, Ground.NOTHING, "附件没有给这一年定目标，不评定。", "这一年没有目标。")  # fmt: skip
        case Case.LISTED:
            return Meaning("○", CaseGroup.OPEN, Ground.NOTHING, "这一年在文件印发时已经过去，附件所列的数不作为实际值，不评定。", "印发时这一年已经过去。")  # fmt: skip
        case _:
            assert_never(case)


MEANINGS = {case: _meaning(case) for case in Case}
WORST_FIRST = tuple(
    case for case in reversed(Case) if case.meaning.group in (CaseGroup.LATE, CaseGroup.CLOSE)
)
