"""A bureau's plan for the tests: tasks with 牵头/配合, limits, milestones, evidence; and its folder."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from reportsite.check import check
from reportsite.plan.model import Report
from reportsite.problems import Problems
from reportsite.source.files import load

TITLE = "服务效能提升工作方案"
PREAMBLE = "为提升服务效能，到2026年网上办理率达到90%，制定本方案。"
FIRST = (
    "（一）推进一网通办。以统一受理为重点，推进各类事项网上办理。",
    "1．建设统一受理平台。2026年6月底前建成统一受理平台，接入全部事项。（牵头单位：甲局；配合单位：乙局、丙局）",
    "2．开展窗口培训。每季度培训一次，持续推进。（牵头单位：乙局；配合单位：甲局）",
    "3．编制办事指南。2025年年底前编制完成并公布。（牵头单位：丙局）",
    "4．清理证明事项。清理没有依据的证明事项。（牵头单位：甲局；配合单位：各镇）",
)
SECOND = (
    "（二）压缩办理时限。2026年年底前，办理时限压缩一半。逐项梳理办理环节，合并同类的审核，取消重复的材料，"
    "能当场办结的当场办结，不能当场办结的一次告知要补什么、什么时候办好。（责任单位：甲局、各镇）"
)
ANNEX = (
    "附件：服务效能指标",
    "编号",
    "指标名称（单位）",
    "2025年",
    "2026年",
    "1",
    "网上办理率（%）",
    "80",
    "90",
)
OFFICIAL = "\n".join([TITLE, PREAMBLE, "一、提升服务效能的主要任务", *FIRST, SECOND, *ANNEX, ""])
SHA256 = hashlib.sha256(OFFICIAL.encode()).hexdigest()
UNITS = "".join(
    f"  - {{id: {id}, name: {name}, kind: 工作部门, verified: 核实}}\n"
    for id, name in (("jia", "甲局"), ("yi", "乙局"), ("bing", "丙局"))
)
LINES = "\n\n".join(FIRST)
FILES: Mapping[str, str] = {
    "data/plan.txt": OFFICIAL,
    "data/actuals.csv": "indicator,period,value,reported_on,unit,source,note\n",
    "data/overrides.yml": "overrides: []\n",
    "data/tensions.yml": "tensions: []\n",
    "data/units.yml": f"""\
units:
{UNITS}groups:
  - id: zhen
    name: 各镇
    kind: 集合
    verified: 核实
    members:
      - {{id: dong, name: 东镇, kind: 镇, verified: 核实}}
      - {{id: xi, name: 西镇, kind: 镇, verified: 核实}}
recipients: []
""",
    "data/indicators.yml": """\
title: 服务效能指标
heading: [附件：服务效能指标, 编号, 指标名称（单位）, 2025年, 2026年]
row: number name（unit） cells
years: [2025, 2026]
reporter: 甲局
indicators:
  - id: "01"
    name: 网上办理率
    unit: "%"
    nature: {accumulation: rate, basis: inferred, evidence: 按名称理解}
    targets: {2025: 80, 2026: 90}
notes: []
""",
    "content/site.yml": """\
title: 服务效能提升进展公开
short_title: 服务效能
description: 公开服务效能提升工作方案的任务和进展。
keywords: [服务效能]
organiser: 某局办公室
as_of: 2026-07-15
published: 2025-01-02 09:00
base_url: https://example.org
base_path: /
domain: example.org
site_id_code: "1"
icp: 某ICP备1号
police: 某公网安备1号
phone: "12345"
address: 某路1号
conac_url: https://example.org/conac
report_error_url: https://example.org/error
data_licence: 可以转载，注明来源
thresholds:
  near_percent: 10
  behind_points: 10
  annual_due: 01-31
  half_year_due: 07-31
""",
    "content/plan.md": f"""\
---
title: {TITLE}
issuer: 某局
issued: 2025-01-02
sha256: {SHA256}
chapters:
  - {{mark: 一、, title: 提升服务效能的主要任务}}
goals:
  - id: online
    name: 网上办理率
    quote: 网上办理率达到90%
    value: 90
    unit: "%"
    due: 2026
    indicator: "01"
---

{PREAMBLE}
""",
    "content/measures/01-online.md": f"""\
---
number: 1
title: 推进一网通办
chapter: 1
tasks:
  - title: 建设统一受理平台
    roles: {{牵头: [甲局], 配合: [乙局, 丙局]}}
    due: 2026-06
    due_quote: 2026年6月底前建成统一受理平台
    milestones:
      - title: 完成需求调研
        due: 2026-Q1
        done: 2026-03-20
        evidence:
          - {{title: 调研报告, file: 调研报告.pdf, on: 2026-03-25}}
      - {{title: 上线试运行, due: 2026-05-31}}
    stage: 推进中
    stage_since: 2025-03-01
  - title: 开展窗口培训
    roles: {{牵头: [乙局], 配合: [甲局]}}
    due: 持续推进
    stage: 长期推进
    stage_since: 2025-03-01
  - title: 编制办事指南
    roles: {{牵头: [丙局]}}
    due: 2025
    due_quote: 2025年年底前编制完成并公布
    earlier_stages:
      - {{stage: 推进中, since: 2025-03-01}}
    stage: 已完成
    stage_since: 2026-01-10
    done: 2025-12-31
    evidence:
      - {{title: 办事指南, href: "https://example.org/guide", on: 2025-12-31}}
  - title: 清理证明事项
    roles: {{牵头: [甲局], 配合: [各镇]}}
    due: 2026-08-10
indicators: []
summary: 推进各类事项网上办理。
---

{LINES}
""",
    "content/measures/02-faster.md": f"""\
---
number: 2
title: 压缩办理时限
chapter: 1
units: [甲局, 各镇]
due: 2026
due_quote: 2026年年底前
indicators:
  - {{id: "01", basis: inferred}}
summary: 办理时限压缩一半。
---

{SECOND}
""",
    "content/pages/about.md": "---\ntitle: 关于本站\nsummary: 本站公开什么。\n---\n\n## 公开什么\n\n公开方案的任务和进展。\n",
}
REPORT_FILE = "调研报告.pdf"
PDF = b"%PDF-1.4\n%%EOF\n"


def bureau(folder: Path) -> Path:
    """Write the plan into a folder."""
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / "content/bulletins").mkdir(exist_ok=True)
    (folder / "content/evidence").mkdir(exist_ok=True)
    (folder / "content/evidence" / REPORT_FILE).write_bytes(PDF)
    return folder


def bureau_report(folder: Path) -> Report:
    """Return the report of the plan, which has no fault and no warning."""
    problems = Problems()
    report = check(load(bureau(folder), problems), problems)
    assert problems.sorted == ()
    return report
