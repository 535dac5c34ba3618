"""Makes `normalize/lexicon/words.txt`: the words of a dictionary that may meet in a misreading of `misread.toml`.

    python -m benchmarks.words DICT > normalize/lexicon/words.txt

DICT has a word a line, what follows it on the line is not read: jieba's `dict.txt` (MIT), of PyPI's `jieba`. To be
run again whenever `misread.toml` has a new pair; a test says so.
"""

import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from normalize.lexicon.mending import ENDINGS, LONGEST, pairs

HEAD = "# Of jieba's dictionary (MIT), by benchmarks/words.py: words that may meet in a pair of misread.toml."


def marked() -> str:
    """A line that tells for which pairs the list was made."""
    return f"# pairs {sha256(' '.join(sorted(pairs())).encode()).hexdigest()[:16]}"


def meeting(words: Iterable[str]) -> Iterator[str]:
    """The words that end as a pair begins, begin as one ends, or have one in them; and those a speck may look like."""
    befores = tuple({pair[:cut] for pair in pairs() for cut in range(1, len(pair))})
    behinds = tuple({pair[cut:] for pair in pairs() for cut in range(1, len(pair))})
    for word in words:
        if not 2 <= len(word) <= LONGEST or word in pairs():
            continue
        if (
            word.endswith(befores)
            or word.startswith(behinds)
            or any(pair in word for pair in pairs())
            or word.startswith("一")
            or word.endswith(ENDINGS)
        ):
            yield word


def main(path: str) -> None:
    """Print the list."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    words = sorted(set(meeting(line.split()[0] for line in lines if line.strip())))
    sys.stdout.write("\n".join([HEAD, marked(), *words]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
