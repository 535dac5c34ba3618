"""The account taken at the end of the walk: what it leaves over is a field that is likely, or a doubt of its form."""

from collections.abc import Mapping, Sequence

from normalize.account import Pair, Step, account
from normalize.draft import Draft
from normalize.evidence.doubts import Doubt
from normalize.evidence.text import Text
from normalize.guess import guess_budget, guess_fields

__all__ = ["take_account"]


def take_account(steps: Sequence[Step], drafts: Sequence[Draft]) -> None:
    """Fields beside labels that nobody knows are taken where they are likely; all else that no form claims is a doubt
    of its form."""
    pairs, cells = account(steps, drafts)
    fellows: dict[str, list[Pair]] = {}
    for pair in pairs:
        fellows.setdefault(pair.label.key, []).append(pair)
    for draft in drafts:
        own = [pair for pair in pairs if pair.draft is draft]
        taken = _take_fields(draft, own, fellows)
        _take_budget(draft, own)
        for pair in own:
            if pair not in taken:
                draft.ask(Doubt("cell", "unclaimed"), pair.value)
    for cell in cells:
        cell.draft.ask(cell.doubt, cell.said)


def _take_fields(draft: Draft, pairs: Sequence[Pair], fellows: Mapping[str, Sequence[Pair]]) -> list[Pair]:
    """Fields that are likely, each asked about; the pairs that they were taken from are returned."""
    guesses = guess_fields(draft, pairs, fellows)
    for guess in guesses:
        value = Text.from_(guess.pair.value)
        (draft.goals if guess.meaning in ("annual", "overall") else draft.fields)[guess.meaning] = value
        draft.ask(Doubt("field", "guessed"))
        draft.unsure |= set() if guess.sure else {guess.meaning}
    return [guess.pair for guess in guesses]


def _take_budget(draft: Draft, pairs: Sequence[Pair]) -> None:
    budget = guess_budget(draft, pairs)
    if budget is not None:
        draft.funds = [*(fund for fund in draft.funds if fund.label is not budget.label), budget]
        draft.ask(Doubt("field", "guessed"))
