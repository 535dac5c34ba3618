"""Two tables under one title, one of the projects and one of their indicators, are one form a project.

项目名称 | 预算数 | 年度绩效目标        所属项目 | 三级指标 | 指标值
渠道维修 | 86.40  | 维修渠道。           渠道维修 | 维修长度 | ≥3.8公里
"""

from collections.abc import Sequence

from normalize.draft import Draft
from normalize.lexicon import key

__all__ = ["joined"]


def joined(drafts: Sequence[Draft]) -> list[Draft]:
    """The forms, those of indicators alone part of the one form before that has their project, and none."""
    found: list[Draft] = []
    for draft in drafts:
        same = [at for at, one in enumerate(found) if _is_rest(draft, one)]
        if len(same) == 1:
            found[same[0]] = _with_rows(found[same[0]], draft)
        else:
            found.append(draft)
    return found


def _is_rest(draft: Draft, before: Draft) -> bool:
    """Whether a form is no more than the indicators of a project that another names under the same title."""
    name, known = draft.filled("project"), before.filled("project")
    alone = bool(draft.indicators) and not (draft.goals or draft.funds or draft.tasks)
    named = name is not None and known is not None and key(name.text) == key(known.text)
    return named and alone and not before.indicators and draft.heading.title == before.heading.title


def _with_rows(form: Draft, rows: Draft) -> Draft:
    return form._replace(
        indicators=rows.indicators,
        unnamed=(*form.unnamed, *rows.unnamed),
        unclaimed=(*form.unclaimed, *rows.unclaimed),
        totals=(*form.totals, *rows.totals),
        pages=form.pages | rows.pages,
        doubts=form.doubts | rows.doubts,
        unsure=form.unsure | rows.unsure,
        has_actuals=form.has_actuals or rows.has_actuals,
    )
