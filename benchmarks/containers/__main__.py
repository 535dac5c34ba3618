"""`python -m benchmarks.containers --n 58 --seed 7 [--out DIR]`: print a corpus as digital PDF and write the same
documents as Word, Excel, web page and OFD; say for each container how many documents say the same as the PDF, and
where they do not."""

import argparse
import io
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.containers.compare import differences, said
from benchmarks.containers.ofd import from_pdf
from benchmarks.corpus.families import FAMILIES
from benchmarks.corpus.make import Planned, make, plan
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
    return html.page(planned.document, False).encode("utf-8")


def chinese_web(planned: Planned, _: bytes) -> bytes:
    """The document as a web page in GB18030."""
    return html.page(planned.document, False).replace("utf-8", "gb18030", 1).encode("gb18030")


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
    a.add_argument("--only", default=",".join(CONTAINERS), help="containers, comma separated")
    args = a.parse_args()
    with tempfile.TemporaryDirectory() as work:
        out = args.out or Path(work)
        if not (out / "corpus.json").is_file():
            (strange.make if args.strange else make)(args.n, args.seed, out)
        same: Counter[str] = Counter()
        for planned in (strange.plan if args.strange else plan)(args.n, args.seed):
            pdf = (out / f"{planned.name}.pdf").read_bytes()
            want = said(pdf)
            for name in args.only.split(","):
                try:
                    lines = list(differences(want, said(CONTAINERS[name](planned, pdf))))
                except DocumentError as fault:
                    lines = [f"{fault.reason}: {fault}"]
                same[name] += not lines
                if lines:
                    print(planned.name, name, *lines[:6], sep="\n   ", flush=True)
    print({name: f"{same[name]} of {args.n}" for name in args.only.split(",")})


if __name__ == "__main__":
    main()
