"""What one look settles together: the same text wherever it stands, and what is right in the same document."""

from pipelines.settle import Decision, answer
from pipelines.settle.together import together
from tests.pipelines.settle.scan import desk_of


def decision(key, text, *, sha="a", page=1, field="name", value=None, table="indicators", ordinal=1):
    return Decision(
        key=key, risk=0.5, sha256=sha, path="a.pdf", year=2026, unit=None, project=None, form_id=f"{sha}-01",
        table=table, ordinal=ordinal, field=field, page=page, box=None, place=None, raw=text,
        value=text if value is None else value, text=text, rivals=(), choices=(), reasons=("ocr_doubt",),
        confidence=0.5, hangs=(),
    )  # fmt: skip


def offered(*decisions):
    return {one.key: (set(one.like), set(one.beside)) for one in together(decisions)}


def test_the_same_text_is_offered_wherever_it_stands_and_whatever_makes_it_doubtful():
    one = decision("1", "产出 指标", value="产出指标")
    other = decision("2", "产出指标", sha="b")._replace(reasons=("level1_unread",))
    assert offered(one, other) == {"1": ({"2"}, set()), "2": ({"1"}, set())}


def test_a_text_that_was_read_as_another_value_or_for_another_field_is_not_the_same():
    told = offered(
        decision("1", "11"), decision("2", "11", sha="b", value="1"), decision("3", "11", sha="c", field="value")
    )
    assert all(not like for like, _ in told.values())


def test_where_nothing_is_printed_the_forms_of_one_document_are_alike_and_its_rows_are_not():
    def nothing(key, **facts):
        return decision(key, "", **facts)

    unit = {"table": "forms", "field": "unit", "ordinal": None}
    told = offered(nothing("1", **unit), nothing("2", page=2, **unit), nothing("3", sha="b", **unit))
    assert told["1"] == ({"2"}, set()) and told["3"] == (set(), set())
    assert offered(nothing("1"), nothing("2", ordinal=2))["1"] == (set(), {"2"})


def test_what_else_is_doubtful_in_the_document_is_beside_and_a_whole_row_is_nobodys_company():
    row = decision("4", "一行", field=None)
    told = offered(decision("1", "甲"), decision("2", "5", field="value"), decision("3", "乙", sha="b"), row)
    assert told == {"1": (set(), {"2"}), "2": (set(), {"1"}), "3": (set(), set()), "4": (set(), set())}


def test_all_of_a_document_is_accepted_at_one_look_and_nothing_else_is_touched(year):
    store, _ = year()
    desk = desk_of(store)
    one = max(desk.decisions(), key=lambda one: len(one.beside))
    known = {other.key: other for other in desk.decisions()}
    assert len(one.beside) > 1 and not set(one.beside) & set(one.like)
    taken, left = one.beside[:-1], one.beside[-1]
    before = desk.document(one.sha256)
    desk.settle([said for key in (one.key, *taken) for said in answer(known[key], "accept", who="李")])
    still = {spot(other) for other in desk.decisions()}
    assert spot(known[left]) in still and not still & {spot(known[key]) for key in (one.key, *taken)}
    assert values(before) == values(desk.document(one.sha256))
    addressed = {(hang.table, hang.ordinal, hang.field) for key in (one.key, *taken) for hang in known[key].hangs}
    settled = {spot(each) for each in fields(desk.document(one.sha256)) if each.review}
    assert settled and settled <= addressed


def spot(one):
    return one.table, one.ordinal, one.field


def fields(view):
    return [one for form in view.forms for row in form.rows for one in row.fields]


def values(view):
    return [(one.id, one.value) for one in fields(view)]
