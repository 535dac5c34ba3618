"""The session of a scripted person at the desk, and what came of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any, NamedTuple

from benchmarks.settling.person import AMOUNTS, MISSING, Answered, Person, is_same
from normalize.schema import Evidence, Form, Submission
from normalize.settled.fields import FIELDS, reading, rows_of
from pipelines.run.stages import Stage
from pipelines.settle import Decision, Desk
from pipelines.store.artefacts import Artefact
from pipelines.store.objects import Store

__all__ = ["Session", "told"]

MOST_ROUNDS = 20_000
RIGHT = ("accept", "unknown")
"""Kinds of answers that say that a value is right as it reads, or as far as the truth knows."""
Values = dict[tuple[object, ...], tuple[str, str | None]]
"""What a field says and how it was settled, by where it stands."""


class _Turn(NamedTuple):
    """A decision as it was taken, and those settled along with it: what the person did, and the desk's own time for it,
    in seconds of the clock and of the processor."""

    decision: Decision
    kind: str
    keys: int
    along: Sequence[Decision]
    seconds: float
    cpu: float


class Session:
    """A person with the truths of a store's documents (by file name) works off what is open, riskiest first."""

    def __init__(
        self, store: Store, truths: Mapping[str, Mapping[str, Any]], stages: Sequence[Stage] | None = None
    ) -> None:
        self.store, self.truths = store, truths
        begun = perf_counter()
        self.desk = Desk(store, stages, all_versions=True)
        self.opened = perf_counter() - begun
        self.people = {
            entry.sha256: Person(truths[entry.names[0]], lambda sha=entry.sha256: self.desk.document(sha))
            for entry in self.desk.documents
            if entry.names[0] in truths
        }
        self.turns: list[_Turn] = []
        self.before = {sha: self._values(sha) for sha in self.people}
        self.asked = sum(one.asking for one in self.desk.progress())
        self.stuck: list[str] = []

    def work_off(self, values: int | None = None) -> None:
        """Answer until nothing is open, or so many of the doubtful values are settled."""
        seen: Counter[str] = Counter()
        queue = self.desk.decisions()
        while queue and len(self.turns) < MOST_ROUNDS:
            if values is not None and self.settled >= values:
                return
            asked, *queue = queue
            seen[asked.key] += 1
            if seen[asked.key] > 2:
                self.stuck.append(f"{asked.path} {asked.table} {asked.field} {asked.text!r} {asked.reasons}")
                continue
            queue = self._turn(asked, queue)

    @property
    def settled(self) -> int:
        """How many values that asked are settled."""
        settled = (one for turn in self.turns for one in (turn.decision, *turn.along))
        return sum(sum(one.asks for one in decision.hangs) or 1 for decision in settled)

    def _turn(self, asked: Decision, queue: list[Decision]) -> list[Decision]:
        done = self.people[asked.sha256].answer(asked)
        by_key = {one.key: one for one in queue}
        along, keys = self._along(asked, done, by_key)
        given = [said for one in (done, *along.values()) for said in one.corrections]
        begun, used = perf_counter(), process_time()
        settled = self.desk.settle(given)
        spent = perf_counter() - begun, process_time() - used
        self.turns.append(_Turn(asked, done.kind, done.keys + keys, tuple(by_key[key] for key in along), *spent))
        left = [one for one in queue if one.sha256 not in settled.documents]
        return sorted([*left, *settled.open], key=lambda one: (-one.risk, one.key))

    def _along(
        self, asked: Decision, done: Answered, queue: Mapping[str, Decision]
    ) -> tuple[Mapping[str, Answered], int]:
        """What is answered along with a decision, by key: of all that is offered the same text with the same answer,
        and what is right as it reads. And the keys to see them, to step to those that are not, and to untick these."""
        said = {key: self.people[queue[key].sha256].answer(queue[key]) for key in _offered(asked, done) if key in queue}
        along = {key: one for key, one in said.items() if _fits(asked, done, key, one)}
        left = [n for n, key in enumerate(said, 1) if key not in along]
        return along, (1 + len(left) + max(left, default=0)) if along else 0

    def _values(self, sha: str) -> Values:
        submission = self._submission(sha)
        found: Values = {}
        for form in submission.forms if submission else ():
            rows = {(t, None if t == "forms" else row.ordinal): row for t in FIELDS for row in rows_of(form, t)}
            for told in form.evidence:
                said = reading(form, told.of_table or "forms", rows[told.of_table or "forms", told.ordinal], told.field)
                found[_where(form, told)] = (said, told.review)
        return found

    def _submission(self, sha: str) -> Submission | None:
        artefact = Artefact.read(self.store, "normalize", sha)
        return Submission.model_validate_json(artefact.text) if artefact and artefact.output else None

    def strayed(self) -> list[str]:
        """Values that changed though nobody answered about them, nor about the unit of money that they are told in."""
        found = []
        for sha, before in self.before.items():
            now = self._values(sha)
            units = {
                where[5] for where, (_, review) in now.items() if where[1] == "money_unit" and review == "corrected"
            }
            for where, (said, _) in before.items():
                after = now.get(where)
                if where[1] in AMOUNTS and where[5] in units:
                    continue
                if after is not None and after[0] != said and after[1] not in ("accepted", "corrected"):
                    found.append(f"{self._path(sha)} {where[:3]}: {said!r} → {after[0]!r}")
        return found

    def judged(self) -> list[tuple[str, bool]]:
        """Every value that was accepted or corrected and that the truth has, and whether it is right."""
        return [one for sha in self.people for one in self._judged(sha)]

    def wrong(self) -> list[str]:
        """Values that were accepted or corrected and are not what the truth has."""
        return [line for line, right in self.judged() if not right]

    def _judged(self, sha: str) -> Iterator[tuple[str, bool]]:
        submission, person = self._submission(sha), self.people[sha]
        for form in submission.forms if submission else ():
            rows = {(t, None if t == "forms" else row.ordinal): row for t in FIELDS for row in rows_of(form, t)}
            for told in form.evidence:
                if told.review not in ("accepted", "corrected"):
                    continue
                table = told.of_table or "forms"
                said = reading(form, table, rows[table, told.ordinal], told.field)
                want = person.value(table, told.field, told.page, told.box)
                if want is not MISSING:
                    at = f"{self._path(sha)} {table} {told.ordinal} {told.field}"
                    line = f"{at}: {said!r}, truth {want!r} ({told.review}, {told.raw!r})"
                    yield line, is_same(told.field, want, said)

    def _path(self, sha: str) -> str:
        return next(entry.path for entry in self.desk.documents if entry.sha256 == sha)

    def unsure(self) -> list[str]:
        """What the truth does not say."""
        return [f"{self._path(sha)} {line}" for sha, person in self.people.items() for line in person.unsure]

    @property
    def reasons(self) -> list[str]:
        """Why each decision was to be taken."""
        return [
            f"{turn.decision.table}.{turn.decision.field}: {';'.join(turn.decision.reasons)}" for turn in self.turns
        ]

    def figures(self) -> dict[str, Any]:
        """What is reported."""
        times = sorted(1000 * turn.seconds for turn in self.turns) or [0.0]
        cpu = sorted(1000 * turn.cpu for turn in self.turns) or [0.0]
        return {
            "documents": len(self.people),
            "asking_before": self.asked,
            "asking_after": sum(one.asking for one in self.desk.progress()),
            "decisions": len(self.turns),
            "along": sum(len(turn.along) for turn in self.turns),
            "settled": self.settled,
            "keys": sum(turn.keys for turn in self.turns),
            "kinds": dict(Counter(turn.kind for turn in self.turns)),
            "open_seconds": round(self.opened, 3),
            "ms_median": round(median(times), 1),
            "ms_p95": round(quantiles(times, n=20)[-1] if len(times) > 1 else times[0], 1),
            "ms_most": round(times[-1], 1),
            "cpu_ms_median": round(median(cpu), 1),
            "cpu_ms_p95": round(quantiles(cpu, n=20)[-1] if len(cpu) > 1 else cpu[0], 1),
            "answered": sum(one.accepted + one.corrected for one in self.desk.progress()),
            "judged": len(judged := self.judged()),
            "wrong": sum(not right for _, right in judged),
            "strayed": len(self.strayed()),
            "stale": len(self.desk.stale()),
            "stuck": len(self.stuck),
        }


def _where(form: Form, told: Evidence) -> tuple[object, ...]:
    return told.of_table, told.field, told.page, told.box, told.place, form.identity.form_id, told.ordinal


def _offered(asked: Decision, done: Answered) -> tuple[str, ...]:
    """What an answer may be given to along with a decision: a correction to the same text alone."""
    if done.kind in RIGHT:
        return asked.like + asked.beside
    return asked.like if done.kind in ("typed", "rival") else ()


def _fits(asked: Decision, done: Answered, key: str, said: Answered) -> bool:
    """Whether what is offered along is answered as the decision is."""
    if (said.kind in RIGHT) != (done.kind in RIGHT):
        return False
    return key in asked.beside or _says(said) == _says(done)


def _says(done: Any) -> set[str | None]:
    return {one.says for one in done.corrections}


def told(session: Session) -> Iterator[str]:
    """The figures, a line each."""
    yield from (f"{name}: {value}" for name, value in session.figures().items())
    yield from (f"stuck: {line}" for line in session.stuck)
