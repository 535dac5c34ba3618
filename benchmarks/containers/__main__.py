"""`python -m benchmarks.containers [--n 58] [--layouts] [--out DIR]`: print a corpus as digital PDF and write the
same documents as Word, Excel, web page and OFD; say for each container how many documents say the same as the PDF, and
where they do not. `--only png,scan1,scan2`: the same of pictures, where what is asked about may differ."""

import argparse
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.containers.compare import differences, said
from benchmarks.containers.ofd import from_pdf
from benchmarks.containers.pictures import PICTURES, looked, unasked
from benchmarks.corpus import make as families
from benchmarks.corpus.families import FAMILIES
from benchmarks.corpus.layouts import make as layouts
from benchmarks.corpus.make import Planned
from benchmarks.corpus.printers import html
from benchmarks.corpus.printers.calc import workbook
from benchmarks.corpus.printers.word import write
from benchmarks.corpus.strange import plan as strange
from extract.errors import DocumentError


def docx(planned: Planned, _: bytes) -> bytes:
    """The document as a Word file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.docx"
        write(planned.document, path, False)
        return path.read_bytes()


def xlsx(planned: Planned, _: bytes) -> bytes:
    """The document as a workbook."""
    out = io.BytesIO()
    workbook(planned.document, False).save(out)
    return out.getvalue()


def web(planned: Planned, _: bytes) -> bytes:
    """The document as a web page."""
    return _page(planned).encode("utf-8")


def chinese_web(planned: Planned, _: bytes) -> bytes:
    """The document as a web page in GB18030."""
    return _page(planned).replace("utf-8", "gb18030", 1).encode("gb18030")


def _page(planned: Planned) -> str:
    """The page's HTML. No paper ends, so no head is said to be repeated: a browser shows such rows at a table's top,
    wherever in it they stand."""
    return html.page(replace(planned.document, repeat_head=False), False)


def ofd(_: Planned, pdf: bytes) -> bytes:
    """The document's pages as OFD."""
    return from_pdf(pdf)


CONTAINERS: dict[str, Callable[[Planned, bytes], bytes]] = {
    "docx": docx,
    "xlsx": xlsx,
    "html": web,
    "gb18030.html": chinese_web,
    "ofd": ofd,
}


def main() -> None:
    """Make, read, compare."""
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--n", type=int, default=2 * len(FAMILIES))
    a.add_argument("--seed", type=int, default=7)
    a.add_argument("--out", type=Path, help="where the printed corpus is, or is to be put")
    a.add_argument("--strange", action="store_true", help="layouts drawn from the grammar instead of the families")
    a.add_argument("--layouts", action="store_true", help="the layouts written by hand instead of the families")
    a.add_argument(
        "--only", default=",".join(CONTAINERS), help=f"containers, comma separated; also {', '.join(PICTURES)}"
    )
    args = a.parse_args()
    wanted = args.only.split(",")
    with tempfile.TemporaryDirectory() as work:
        out = args.out or Path(work)
        documents = _printed(out, args)
        same: Counter[str] = Counter()
        columns: Counter[str] = Counter()
        for planned in documents:
            for name, lines in _compared(planned, out / f"{planned.name}.pdf", wanted, columns):
                same[name] += not lines
                if lines:
                    print(planned.name, name, *lines[:6], sep="\n   ", flush=True)
    print({name: f"{same[name]} of {len(documents)}" for name in wanted})
    if columns:
        print("unasked, by column:", dict(columns.most_common()))


def _printed(out: Path, args: argparse.Namespace) -> list[Planned]:
    """The documents, printed into `out` if they are not there yet."""
    made = (out / "corpus.json").is_file()
    if args.layouts:
        return layouts.plan() if made else layouts.make(out)
    source = strange if args.strange else families
    return list(source.plan(args.n, args.seed)) if made else source.make(args.n, args.seed, out)


def _compared(
    planned: Planned, path: Path, wanted: Sequence[str], columns: Counter[str]
) -> Iterator[tuple[str, list[str]]]:
    """For each container what it says otherwise than the PDF; of pictures what nobody is asked to look at."""
    pdf = path.read_bytes()
    for name in wanted:
        try:
            if name in PICTURES:
                found = list(unasked(looked(pdf)[0], looked(PICTURES[name](path))))
                columns.update(column for column, _ in found)
                yield name, [line for _, line in found]
            else:
                yield name, list(differences(said(pdf), said(CONTAINERS[name](planned, pdf))))
        except DocumentError as fault:
            yield name, [] if name in PICTURES else [f"{fault.reason}: {fault}"]


if __name__ == "__main__":
    main()
