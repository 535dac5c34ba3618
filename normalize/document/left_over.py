"""The account taken at the end of the walk: what it leaves over is a field that is likely, or a doubt of its form."""

from collections.abc import Mapping, Sequence

from normalize.document.account import Pair, Step, account
from normalize.document.guess import guess_fields
from normalize.document.guess_money import guess_money
from normalize.document.years_of_money import in_their_stages, of_the_year
from normalize.draft import Asked, Draft, Fact, Labelled, Unsure
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text

__all__ = ["closed"]


def closed(steps: Sequence[Step], drafts: Sequence[Draft]) -> list[Draft]:
    """The forms with fields beside labels that nobody knows, where they are likely; all else that no form claims is a
    doubt of its form."""
    pairs, cells = account(steps, drafts)
    fellows: dict[str, list[Pair]] = {}
    for pair in pairs:
        fellows.setdefault(pair.label.key, []).append(pair)
    found = []
    for form, draft in enumerate(drafts):
        own = [pair for pair in pairs if pair.form == form]
        draft, taken = _with_fields(draft, own, fellows)
        draft, money = _with_money(draft, [pair for pair in own if pair not in taken])
        left = [Asked(Doubt("cell", "unclaimed"), pair.value) for pair in own if pair not in (*taken, *money)]
        left += [Asked(cell.doubt, cell.said) for cell in cells if cell.form == form]
        draft = draft._replace(funds=in_their_stages(of_the_year(draft.funds)))
        found.append(draft.plus(*left, *_titled(draft)))
    return found


def _titled(draft: Draft) -> list[Fact]:
    """The project that only the form's title names, which is asked about: a title may name a kind of projects."""
    name, title = draft.heading.project, draft.heading.said.get("title")
    named = draft.filled("project") or draft.filled("project_wider")
    if name is None or title is None or named is not None or not draft.is_form:
        return []
    return [Labelled("fields", "project", title.edited(name, "part_of_title")), Asked(Doubt("project", "guessed"))]


def _with_fields(
    draft: Draft, pairs: Sequence[Pair], fellows: Mapping[str, Sequence[Pair]]
) -> tuple[Draft, list[Pair]]:
    """The form with fields that are likely, each asked about, and the pairs that they were taken from."""
    guesses = guess_fields(draft, pairs, fellows)
    facts: list[Fact] = []
    for guess in guesses:
        facts.append(Labelled("goals" if guess.is_goal else "fields", guess.meaning, Text.from_(guess.pair.value)))
        facts += [Asked(Doubt("field", "guessed")), *([] if guess.sure else [Unsure(guess.meaning)])]
    return draft.plus(*facts), [guess.pair for guess in guesses]


def _with_money(draft: Draft, pairs: Sequence[Pair]) -> tuple[Draft, list[Pair]]:
    """The form with money that is likely, which is asked about, and the pairs that it was taken from."""
    told = guess_money(draft, pairs)
    labels = [fund.label for fund in told]
    if not told:
        return draft, []
    others = (fund for fund in draft.funds if fund.label not in labels)
    printed = sorted((*others, *told), key=lambda fund: (fund.label.place.page, fund.label.place.box[1]))
    funded = draft._replace(funds=tuple(printed)).plus(Asked(Doubt("field", "guessed")))
    return funded, [pair for pair in pairs if pair.label in labels]
