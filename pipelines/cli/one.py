"""The commands on one document, and the data dictionary."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from pipelines.cli.options import DEFAULT_OUT, Doc, Flag, Out, Reader
from pipelines.language import say

if TYPE_CHECKING:
    from pipelines.store.ledger import Entry

__all__ = ["cells", "export", "extract", "normalize", "schema", "show"]


def extract(doc: Doc, /, *, out: Out = DEFAULT_OUT, reader: Reader = "auto") -> int:
    """Read one document's cells afresh.

    Example: `jixiao extract seed.pdf`
    """
    from pipelines.cli.commands import one_stage

    return _tell(*one_stage(doc, out, "extract", reader))


def normalize(doc: Doc, /, *, out: Out = DEFAULT_OUT, reader: Reader = "auto") -> int:
    """Read one document's forms and indicators afresh, from its cells.

    Example: `jixiao normalize 3f2a`
    """
    from pipelines.cli.commands import one_stage

    return _tell(*one_stage(doc, out, "normalize", reader))


def export(
    doc: str | None = None,
    /,
    *,
    out: Out = DEFAULT_OUT,
    all_versions: Flag = False,
    titles: Literal["code", "zh"] | None = None,
    accepted_only: Flag = False,
) -> int:
    """Write the tables from what was read.

    Examples: `jixiao export`, `jixiao export seed.pdf --all-versions`

    Parameters
    ----------
    doc
        Write this document's folders even where they have not changed: a path, a name, or the beginning of its hash.
    all_versions
        Superseded versions of a form, too.
    titles
        Titles of the CSVs: the columns' names (`code`), or Chinese ones (`zh`), ids last and codes safe in a
        spreadsheet. Remembered until said anew.
    accepted_only
        Refuse while anything asks that no person has settled, and say what.
    """
    from pipelines.cli.commands import export_again
    from pipelines.cli.report import edited

    if accepted_only:
        from pipelines.settle.open import refuse_open
        from pipelines.store.objects import existing

        refuse_open(existing(out), all_versions=all_versions)
    done = export_again(doc, out, all_versions=all_versions, titles=titles)
    counts = {table: say(f"count.{table}", n=done.rows[table]) for table in ("forms", "indicators", "funds", "tasks")}
    _say(say("summary.rows", **counts))
    folders = say("count.folders", n=done.folders)
    _say(say("summary.written", out=out.rstrip("/"), folders=folders, new=done.written))
    for line in edited(done.kept):
        _say(line)
    return 0


def show(
    doc: Doc,
    /,
    *,
    page: int = 1,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    out: Out = DEFAULT_OUT,
    reader: Reader = "auto",
) -> int:
    """Draw rulings, cells and texts over a page.

    Example: `jixiao show seed.pdf --page 2 -o page2.png`

    Parameters
    ----------
    page
        Counted from 1.
    output
        The PNG; `NAME.pageN.png` in this folder if not given.
    """
    from pipelines.cli.commands import draw_page

    _say(str(draw_page(doc, out, reader, page, output)))
    return 0


def cells(
    doc: Doc, /, *, format: Literal["html", "csv", "json"] = "html", out: Out = DEFAULT_OUT, reader: Reader = "auto"
) -> int:
    """Print what extract saw: every table with its merged cells.

    Example: `jixiao cells seed.pdf --format html > seed.html`
    """
    from pipelines.cli.commands import print_cells

    _say(print_cells(doc, out, reader, format))
    return 0


def schema(*, format: Literal["md", "json"] = "md") -> int:
    """Print the data dictionary.

    Example: `jixiao schema --format json`
    """
    from pipelines.cli import dictionary
    from pipelines.language import language

    _say(dictionary.as_json() if format == "json" else dictionary.as_markdown(language()))
    return 0


def _tell(entry: "Entry", path: str) -> int:
    """One document's state in a line, and where its artefact is."""
    from pipelines.cli.report import joined
    from pipelines.language.reasons import explain

    outcome = entry.outcome
    state = say("inspect.state", path=entry.path, doc=entry.doc_id, state=say(f"state.{entry.status}"))
    if outcome:
        counts = (say("count.pages", n=outcome.pages or 0), say("count.forms", n=outcome.forms))
        state += f"; {joined([*counts, say('count.indicators', n=outcome.indicators)])}"
    _say(state)
    _say(explain(entry.reason, entry.message) or path)
    return 1 if entry.status == "quarantined" else 0


def _say(text: str) -> None:
    sys.stdout.write(text.rstrip("\n") + "\n")
