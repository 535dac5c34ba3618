"""Whole documents: a department's forms bound together, a budget with prose and other ruled tables, one without any
form."""

from decimal import Decimal
from random import Random

from benchmarks.corpus.families.common import Case, Made
from benchmarks.corpus.families.hunan import hunan_department, hunan_project
from benchmarks.corpus.families.national import national_year
from benchmarks.corpus.families.transfers import poverty
from benchmarks.corpus.projects import money
from benchmarks.corpus.sheet import Block, Line, PageBreak, Prose, Sheet, Title

__all__ = ["budget_report", "formless", "hunan_book"]


def hunan_book(case: Case) -> Made:
    """The department's form and then a page for each of its projects, as the seed of this project has it."""
    made = hunan_department(case)
    names: set[object] = set()
    for _ in range(case.rng.randint(2, 3)):
        more = hunan_project(case)
        if more.forms[0].form["project"] in names:
            continue
        names.add(more.forms[0].form["project"])
        made.blocks += [PageBreak(), *more.blocks]
        made.forms += more.forms
    return made


def paragraphs(case: Case) -> list[str]:
    """Running text of a budget, with the words that a careless reader takes for a form."""
    rng, office = case.rng, case.office
    total = money(rng, 200, 9000)
    tasks = [entry.split("|") for entry in office.sector["tasks"]]
    return [
        f"{office.name}主要职责是:" + ";".join(f"({i}){content}" for i, (_, content) in enumerate(tasks, 1)) + "。",
        f"{case.year}年部门预算收入{total}万元,其中一般公共预算拨款收入{total}万元,"
        f"比上年增加{rng.randint(1, 90)}.{rng.randint(10, 99)}万元,主要原因是人员经费增加。",
        f"按照预算绩效管理工作的总体要求,本部门{rng.randint(1, 5)}个预算单位开展了{case.year}年"
        f"项目预算绩效目标编报工作,编报绩效目标的项目{rng.randint(2, 19)}个,绩效目标表详见附件。",
        f"“三公”经费预算数为{rng.randint(1, 30)}万元,与上年持平。"
        f"公务用车保有量{rng.randint(0, 12)}辆,其中一般公务用车{rng.randint(0, 3)}辆。",
        "绩效目标:是指财政预算资金计划在一定期限内达到的产出和效果,一般用数量指标、质量指标、时效指标、成本指标等三级指标予以描述。",
    ]


def ledger(rng: Random) -> Sheet:
    """A ruled table that is no performance form: income and expenditure."""
    sheet = Sheet()
    sheet.row(("收入", 2), ("支出", 2))
    sheet.row("项目", "预算数", "项目", "预算数")
    left = [
        "一、一般公共预算拨款收入",
        "二、政府性基金预算拨款收入",
        "三、国有资本经营预算拨款收入",
        "四、财政专户管理资金收入",
        "五、其他收入",
    ]
    right = ["一、一般公共服务支出", "二、教育支出", "三、社会保障和就业支出", "四、卫生健康支出", "五、住房保障支出"]
    total = Decimal(0)
    for a, b in zip(left, right, strict=True):
        value = money(rng, 1, 900)
        total += value
        sheet.row(a, f"{value:,.2f}", b, f"{value:,.2f}")
    sheet.row("本年收入合计", f"{total:,.2f}", "本年支出合计", f"{total:,.2f}")
    return sheet


def front(case: Case) -> list[Block]:
    """The pages of a budget before its forms."""
    texts = paragraphs(case)
    name = f"{case.office.name}{case.year}年部门预算"
    pages: list[Block] = [
        Title(name),
        Prose(["目  录", "第一部分 部门概况", "第二部分 部门预算表", "第三部分 名词解释", "附件:项目支出绩效目标表"]),
        PageBreak(),
    ]
    pages += [Title("第一部分 部门概况"), Prose(texts[:4] * 2), PageBreak()]
    for n in range(case.rng.randint(1, 3)):
        pages += [
            Title(case.rng.choice(["收支总表", "财政拨款收支总表", "一般公共预算支出表"])),
            Line(f"部门公开表{n + 1}", "单位:万元"),
            ledger(case.rng),
            PageBreak(),
        ]
    return [*pages, Title("第三部分 名词解释"), Prose(texts[4:] + texts[1:3])]


def budget_report(case: Case) -> Made:
    """A budget of several pages with one or two forms behind it, and sometimes an empty one."""
    rng = case.rng
    blocks = front(case)
    forms = []
    if rng.random() < 0.4:
        empty = Sheet()
        empty.row("项目名称", "年度资金总额", "一级指标", "二级指标", "三级指标", "指标值")
        empty.row("", "", "", "", "", "")
        blocks += [
            PageBreak(),
            Title("政府购买服务项目绩效目标表"),
            Line("", "单位:万元"),
            empty,
            Prose(["注:本表无数据。"]),
        ]
    for family in rng.sample([hunan_project, national_year, poverty], rng.randint(1, 2)):
        made = family(case)
        blocks += [PageBreak(), *made.blocks]
        forms += made.forms
    return Made(blocks, forms)


def formless(case: Case) -> Made:
    """A budget without any form: prose that talks of 绩效目标表, and ruled tables of money."""
    return Made([*front(case), Prose(["本单位无一般公共预算项目支出绩效目标表,故本表无数据。"])], [])
