"""Offices, invented from word lists: who files, where, in which sector."""

from dataclasses import dataclass
from random import Random

from benchmarks.corpus.words import COMMON, SECTORS

__all__ = ["Agency", "agency", "filled_in", "person"]

CODES = "010101 037001 207101 219001 302005 607001 820001 113009 451002 905013"


@dataclass
class Agency:
    """An office: who files, under which department, in which sector of the word lists."""

    name: str
    code: str
    place: str
    department: str
    sector: dict[str, list[str]]


def agency(rng: Random) -> Agency:
    """An office of a random sector and place."""
    sector = rng.choice(SECTORS)
    place = rng.choice(COMMON["places"])
    city = rng.choice(["", "", rng.choice(COMMON["provinces"]) if rng.random() < 0.4 else ""])
    filled = [filled_in(rng, name, city + place) for name in sector["agencies"]]
    name = rng.choice(filled)
    head = filled[0] if rng.random() < 0.6 else name
    base = rng.choice(CODES.split())
    code = base[:3] + f"{rng.randint(1, 60):03d}"
    return Agency(name, code, place, head, sector)


def filled_in(rng: Random, text: str, place: str) -> str:
    """A word list's entry with its place, town and street filled in."""
    return text.format(place=place, town=rng.choice(COMMON["towns"]), street=rng.choice(COMMON["streets"]), name="")


def person(rng: Random) -> str:
    """A person's name."""
    return rng.choice(COMMON["surnames"]) + "".join(rng.sample(COMMON["given"], rng.choice([1, 1, 2])))[:2]
