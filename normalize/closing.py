"""The account taken at the end of the walk: what it leaves over is a field that is likely, or a doubt of its form."""

from collections.abc import Sequence

from normalize.account import Step, account
from normalize.draft import Draft
from normalize.evidence.text import Text
from normalize.guess import guess_budget, guess_fields

__all__ = ["take_account"]


def take_account(steps: Sequence[Step], drafts: Sequence[Draft]) -> None:
    """Fields beside labels that nobody knows are taken where they are likely; all else that no form claims is a doubt
    of its form."""
    pairs, cells = account(steps, drafts)
    for draft in drafts:
        own = [pair for pair in pairs if pair.draft is draft]
        guesses = guess_fields(draft, own)
        for guess in guesses:
            value = Text.from_(guess.pair.value)
            (draft.goals if guess.meaning in ("annual", "overall") else draft.fields)[guess.meaning] = value
            draft.doubts.add("field_guessed")
            draft.unsure |= set() if guess.sure else {guess.meaning}
        budget = guess_budget(draft, own)
        if budget is not None:
            draft.funds = [*(fund for fund in draft.funds if fund.label is not budget.label), budget]
            draft.doubts.add("field_guessed")
        taken = [guess.pair for guess in guesses]
        left = [pair for pair in own if pair not in taken]
        draft.doubts |= {"cell_unclaimed"} if left else set()
        draft.unclaimed += [(pair.value, "cell_unclaimed") for pair in left]
    for cell in cells:
        cell.draft.doubts.add(cell.reason)
        cell.draft.unclaimed.append((cell.said, cell.reason))
