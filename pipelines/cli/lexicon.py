"""The commands on the words of the forms: what is wrong with a province's own, what a label means and why."""

import sys
from pathlib import Path

from pipelines.cli.options import DEFAULT_OUT, Out, Words
from pipelines.language import say

__all__ = ["lexicon_check", "lexicon_try"]


def lexicon_check(folder: Path, /) -> int:
    """Say what is wrong with a folder of words, by file and line.

    Example: `jixiao lexicon check 湖南/`

    Parameters
    ----------
    folder
        TOML files named as those of the lexicon (columns, fields, funds, levels), with labels to add.
    """
    from normalize.lexicon.overlay import faults
    from pipelines.store.words import read_overlay, told

    overlay = read_overlay(folder)
    found = faults(overlay)
    for fault in found:
        sys.stdout.write(f"{told(fault)}\n")
    if not found:
        sys.stdout.write(say("lexicon.right", n=len(overlay)) + "\n")
    return 2 if found else 0


def lexicon_try(label: Words, /, *, lexicon: Path | None = None, out: Out = DEFAULT_OUT) -> int:
    """Say what a label means, and why.

    Example: `jixiao lexicon try 本年应达到`

    Parameters
    ----------
    label
        A label as it is printed.
    lexicon
        A folder of words to lay over; those of the results if not given.
    """
    from normalize.lexicon.load import use
    from normalize.lexicon.overlay import meanings
    from pipelines.store.objects import Store
    from pipelines.store.words import overlay_of, read_overlay

    kept = overlay_of(Store(out)) if Path(out).is_dir() else ()
    use(read_overlay(lexicon) if lexicon else kept)
    found = meanings(label)
    for meaning in found:
        key = "lexicon.means_exact" if meaning.how == "exact" else "lexicon.means_near"
        where = f"{meaning.file}.toml:{meaning.line}" if meaning.line else say("lexicon.overlay", file=meaning.file)
        said = say(key, label=label, table=meaning.table, meaning=meaning.meaning, wording=meaning.wording, where=where)
        sys.stdout.write(f"{said}\n")
    if not found:
        sys.stdout.write(say("lexicon.unknown", label=label) + "\n")
    return 0
