"""What many values ask for together: the unit of money of a form, a column, a page that hardly reads."""

from datetime import UTC, datetime

from extract.model import ILLEGIBLE
from normalize import normalize
from pipelines.settle import answer
from pipelines.settle.asked import asked
from pipelines.settle.cells import Cells
from pipelines.settle.document import Read
from pipelines.store.ledger import Entry, Source
from tests.normalize.drawing import scanned

FORM = """
2026年项目支出绩效目标表
填报单位：甲县交通局
项目名称 | 民生经费 | 项目类别 | 延续
资金总额 | 300.5 | 其中：财政拨款 | 200
其他资金 | 100.5 | 上年结转 | 0
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 养护道路里程 | ≥5公里
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%
"""
WHEN = datetime(2026, 3, 1, tzinfo=UTC)


def read(page, *answers):
    source = Source(name="a.pdf", path="a.pdf", location="/a.pdf", received_at=WHEN)
    entry = Entry(sha256=page.sha256, bytes=1, sources=(source,))
    return Read(entry, normalize(page, corrections=answers), Cells(page, answers))


def test_a_unit_of_money_that_a_form_lacks_is_one_decision_and_each_amount_hangs_on_it():
    page = scanned(FORM)
    (one,) = [one for one in asked(read(page)) if "money_unit_missing" in one.reasons]
    assert (one.table, one.field, one.text) == ("forms", "money_unit", "")
    assert [hang.value for hang in one.hangs if hang.table == "funds"] == ["300.5", "200", "100.5"]
    after = read(page, *answer(one, "correct", "元", who="李"))
    assert not asked(after) and [fund.amount for fund in after.submission.forms[0].funds] == [0.03005, 0.02, 0.01005, 0]
    kept = read(page, *answer(one, "accept", who="李"))
    assert not asked(kept) and [fund.amount for fund in kept.submission.forms[0].funds] == [300.5, 200, 100.5, 0]


def test_a_page_that_hardly_reads_is_one_decision_about_all_that_was_read_of_it():
    page = scanned(FORM.replace("填报单位：甲县交通局", "填报单位：甲县交通局 单位：万元"))
    worn = page.model_copy(update={"pages": (page.pages[0].model_copy(update={"doubts": (ILLEGIBLE,)}),)})
    (one,) = asked(read(worn))
    assert one.whole and one.reasons == ("page_illegible",)
    assert [(hang.table, hang.ordinal) for hang in one.hangs] == [("forms", None), ("indicators", 1), ("indicators", 2)]
    assert not asked(read(worn, *answer(one, "accept", who="李")))


def test_it_is_asked_once_nothing_else_of_its_rows_is():
    page = scanned(FORM.replace("填报单位：甲县交通局", "填报单位：甲县交通局 单位：万元")).model_dump()
    page["pages"][0]["doubts"] = [ILLEGIBLE]
    for cell in page["pages"][0]["tables"][0]["cells"]:
        for line in cell["lines"] if "群众满意度" in str(cell["lines"]) else ():
            line["confidence"] = 0.2
    worn = type(scanned(FORM)).model_validate(page)
    (first,) = asked(read(worn))
    assert (first.field, first.text) == ("name", "群众满意度")
    (then,) = asked(read(worn, *answer(first, "accept", who="李")))
    assert then.reasons == ("page_illegible",) and len(then.hangs) == 3
