"""Makes `normalize/lexicon/words.txt`: the words of a dictionary that begin or end like a speck.

    python -m benchmarks.words DICT > normalize/lexicon/words.txt

DICT has a word a line, what follows it on the line is not read: jieba's `dict.txt` (MIT), of PyPI's `jieba`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from normalize.lexicon.mending import ENDINGS, LONGEST

HEAD = "# Of jieba's dictionary (MIT), by benchmarks/words.py: words that begin or end like a speck."


def specked(words: Iterable[str]) -> Iterator[str]:
    """The words that a speck may look like the first or the last character of."""
    for word in words:
        if 2 <= len(word) <= LONGEST and (word.startswith("一") or word.endswith(ENDINGS)):
            yield word


def main(path: str) -> None:
    """Print the list."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    words = sorted(set(specked(line.split()[0] for line in lines if line.strip())))
    sys.stdout.write("\n".join([HEAD, *words]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
