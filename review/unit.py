"""A unit's year in pictures: its budget by project, its indicators by level, how much is reviewed, what does not add
up."""

from collections import Counter
from collections.abc import Callable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pipelines.export.forms import Form
from pipelines.findings.gather import UnitYear
from pipelines.settle import Progress
from review.charts import Chart, bars
from review.room import Room
from review.start import summed
from review.words import page, tongue_of, words

__all__ = ["unit"]

LEVELS = ("产出指标", "成本指标", "效益指标", "满意度指标")
"""The canonical first levels, in the order of the forms."""
MOST = 20
"""Bars of one picture; the least of more are told together."""
Words = Callable[..., str]


def unit(request: Request) -> Response:
    """The page of one unit's year."""
    room: Room = request.app.state.room
    year, name = (request.query_params.get(part, "") for part in ("year", "unit"))
    forms = [one for one in room.forms() if (str(one.shared["year"] or ""), one.shared["unit"] or "") == (year, name)]
    if not forms:
        raise HTTPException(404)
    rows = [row for row in room.progress() if (str(row.year or ""), row.unit or "") == (year, name)]
    mine = {form.shared["form_id"] for form in forms}
    found = next((one for one in room.units() if any(form.shared["form_id"] in mine for form in one.forms)), None)
    spoken = words(tongue_of(request))
    t, ruled = spoken["t"], spoken["ruled"]
    facts = {
        "name": name,
        "year": year,
        "share": summed(rows),
        "budget": _budget(forms, t),
        "levels": _levels(forms, t),
        "reviewed": _reviewed(rows, t),
        "found": _found(found, ruled),
        "forms": len(forms),
        "documents": sorted({(sha, room.entries()[sha].path) for row in rows for sha in row.documents}, key=_path),
    }
    return page(request, "unit.html", facts)


def _budget(forms: Sequence[Form], t: Words) -> Chart:
    """This year's budget of each project in 万元, the largest first; of its forms the last that was read counts."""
    amounts: dict[str, float] = {}
    for form in forms:
        amount = form.tables["forms"][0]["budget"]
        if form.shared["scope"] != "unit" and amount is not None:
            amounts[form.shared["project"] or t("review.no_project")] = amount
    ranked = sorted(amounts.items(), key=lambda item: -item[1])
    rest = sum(amount for _, amount in ranked[MOST:])
    shown = [*ranked[:MOST], *([(t("review.others", n=len(ranked) - MOST), rest)] if len(ranked) > MOST else [])]
    return bars([(label, amount, f"{amount:,.2f}") for label, amount in shown])


def _levels(forms: Sequence[Form], t: Words) -> Chart:
    """How many indicators each first level has."""
    counts = Counter(row["level1"] or "" for form in forms for row in form.tables["indicators"])
    order = [*LEVELS, *sorted(level for level in counts if level and level not in LEVELS), ""]
    shown = [(level or t("review.no_level"), counts[level]) for level in order if counts[level] or level in LEVELS]
    return bars([(label, count, f"{count:,}") for label, count in shown])


def _reviewed(rows: Sequence[Progress], t: Words) -> Chart:
    """Of what asked a person, how much is settled, by project."""
    shares = [(row.project or t("review.whole_unit"), summed([row])) for row in rows]
    asked = [(label, share) for label, share in shares if share.asking + share.settled]
    asked.sort(key=lambda item: -item[1].asking)
    shown = asked[:MOST]
    told = [(label, share.settled, f"{share.settled:,}/{share.settled + share.asking:,}") for label, share in shown]
    return bars(told, [share.settled + share.asking for _, share in shown])


def _found(one: UnitYear | None, ruled: Callable[..., str]) -> Chart:
    """How many findings each rule has."""
    told = [found for form in one.forms for found in form.findings] if one else []
    counts: Counter[str] = Counter()
    for found in told:
        counts[ruled(found)] += len(found.rows)
    return bars([(label, count, f"{count:,}") for label, count in counts.most_common(MOST)])


def _path(document: tuple[str, str]) -> str:
    return document[1]
