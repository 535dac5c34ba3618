"""The lexicon: what the words of the forms mean, as data in the TOML files beside this module.

Adding a province's wording means adding it to a list there; no code changes.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from extract.confusable import any_of
from normalize.lexicon.load import load

__all__ = ["REMEMBERED", "Vocabulary", "is_known", "key", "keys", "load", "native", "one_apart", "vocabulary"]

_NUMBERING = re.compile(
    r"^(?:其中[::]?|[一二三四五六七八九十]{1,2}[、.]|\((?:[一二三四五六七八九十]{1,2}|\d{1,2})\)|\d{1,2}[、.)](?!\d)|[*★▲☆●#△·◆-])+"
)
_YEAR_OF = re.compile(r"^20\d{2}年度?(?!.*(?:完成|实际|执行|实现))(?=.*(?:预算|金额|资金|目标|指标值))")
_BRACKETS = re.compile(r"\([^()]*(?:\)|$)")  # a bracket that is never closed lost its end to a scan
_SCRIPTS = r"\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af\u1950-\u19df\ua000-\ua4cf\uac00-\ud7a3\ufb50-\ufdff\ufe70-\ufefe"
_LETTER = rf"[A-Za-z\u00c0-\u052f{_SCRIPTS}]"
_OTHER_TONGUE = re.compile(
    rf"(?:{_LETTER}{{3,}}|\d?[{_SCRIPTS}]+)(?:[^\u4e00-\u9fff()]*{_LETTER}|\d)*(?:[(]{_LETTER}+[)])?"
    rf"|[(]{_LETTER}{{3,}}[)]"
)
"""What a label says once more in English, Tibetan, Mongolian, Uyghur, Yi, Korean: no Chinese label has three
Latin letters, or one of theirs."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
REMEMBERED = 20_000
"""Texts whose meaning a vocabulary and its key are kept for: a form asks for the same ones over and over."""


@lru_cache(maxsize=REMEMBERED)
def key(text: str) -> str:
    """`text` for comparison with the lexicon: compatibility forms folded, all white space and a closing colon out."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return folded.replace("〔", "(").replace("〕", ")").rstrip(":;。,、")


@lru_cache(maxsize=REMEMBERED)
def native(text: str) -> str:
    """The key of a label's Chinese alone, where it is printed in two languages (`三级指标 Level 3`)."""
    whole = key(text)
    chinese = _OTHER_TONGUE.sub("", whole)
    return chinese.rstrip(":;/") if chinese != whole and _HAN.search(chinese) else whole


@lru_cache(maxsize=REMEMBERED)
def keys(text: str) -> tuple[str, ...]:
    """The wordings under which a label is looked up: whole, in Chinese alone, without its numbering, without what
    stands in brackets, 绩效指标X as 指标X, and without the year of a plan."""
    whole, chinese = key(text), native(text)
    bare = _NUMBERING.sub("", chinese)
    plain = _BRACKETS.sub("", bare).rstrip(":;、/")
    short = plain.removeprefix("绩效") if plain.startswith("绩效指标") and plain != "绩效指标" else ""
    timeless = _YEAR_OF.sub("", plain)
    return tuple(dict.fromkeys(word for word in (whole, chinese, bare, plain, short, timeless) if word))


class Vocabulary:
    """Labels of one kind and what each means. A label `X*` matches all that begin with X, `*X` all that end with it."""

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        said = [(label, meaning) for meaning, labels in meanings.items() for label in labels]
        self._prefixes = [(key(label[:-1]), meaning) for label, meaning in said if label.endswith("*")]
        self._suffixes = [(key(label[1:]), meaning) for label, meaning in said if label[:1] == "*" != label[-1:]]
        whole = [(label, meaning) for label, meaning in said if "*" not in (label[:1], label[-1:])]
        exact = [(key(label), meaning) for label, meaning in whole]
        # what a label says as a whole goes before what is left of another
        exact += [(word, meaning) for label, meaning in whole if "*" not in label for word in keys(label)]
        self._exact = dict(reversed(exact))
        self._met = lru_cache(maxsize=REMEMBERED)(self._look_up)
        self._near = lru_cache(maxsize=REMEMBERED)(self._look_near)

    def meaning(self, text: str) -> str | None:
        """What the label `text` means, or None where the lexicon does not know it."""
        return self._met(text)

    def _look_up(self, text: str) -> str | None:
        words = keys(text)
        for word in words:
            if word in self._exact:
                return self._exact[word]
        for word in words:
            for prefix, meaning in self._prefixes:
                if word.startswith(prefix):
                    return meaning
            for suffix, meaning in self._suffixes:
                if word.endswith(suffix):
                    return meaning
        return None

    def near(self, text: str) -> str | None:
        """What a label means that was read from pixels with one character wrong, lost or too many; None where no
        label, or labels of two meanings, are that near. Labels of fewer than four characters are not guessed, and of
        four only the last may be lost."""
        return self._near(text)

    def _look_near(self, text: str) -> str | None:
        words = [word for one in keys(text) if len(word := re.sub(rf"^{any_of('dashes')}+(?=级)", "一", one)) >= 3]
        found = {
            meaning
            for label, meaning in self._exact.items()
            if len(label) >= 4 and any(label[:-1] == w if len(w) == 3 else one_apart(label, w) for w in words)
        }
        return found.pop() if len(found) == 1 else None

    @property
    def labels(self) -> tuple[str, ...]:
        """Every exact label, sorted."""
        return tuple(sorted(self._exact))

    @property
    def starts(self) -> tuple[str, ...]:
        """How labels begin that go on in any way."""
        return tuple(sorted(start for start, _ in self._prefixes))


def one_apart(first: str, second: str) -> bool:
    """Whether two words differ by at most one character put in, left out or changed."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


@cache
def _every_label() -> tuple[frozenset[str], tuple[str, ...]]:
    """The labels of every table, and how those begin that go on in any way."""
    tables = [Vocabulary(table) for file in ("columns", "fields") for table in load(file).values()]
    tables += [Vocabulary({entry["item"]: entry["labels"]}) for entry in load("funds")["item"]]
    exact = frozenset(label for table in tables for label in table.labels)
    return exact, tuple(sorted({start for table in tables for start in table.starts}))


def is_known(text: str) -> bool:
    """Whether a text is, to the letter, a label of any table, or begins as one does (上年预算: 上年*): then it was not
    misread for another one (本年预算)."""
    exact, starts = _every_label()
    return any(word in exact or word.startswith(starts) for word in keys(text))


@cache
def vocabulary(file: str, table: str) -> Vocabulary:
    """The labels of one table of a lexicon file; its keys are the meanings."""
    return Vocabulary(load(file)[table])
