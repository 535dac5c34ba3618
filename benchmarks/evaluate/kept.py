"""`python -m benchmarks.evaluate.kept`: a corpus extracted once, normalized as often as one likes, old beside new.

    kept extract CORPUS…                    extract every document once (minutes); what is kept is not made again
    kept normalize NAME CORPUS…             normalize what is kept (seconds) into the kept run NAME
    kept against NAME CORPUS…               normalize with the code that stands here, compare with the kept run NAME

CORPUS/.kept/stages/extract/…     the artefacts, as `jixiao run --stage extract` leaves them
CORPUS/.kept/runs/NAME.jsonl      a kept run: a line a document, its submission and whether the ledger asks for it anew

`--code CHECKOUT` takes extract, normalize and pipelines from another checkout of the project, with its own `.venv` if
it has one: so a former commit and the present one read the same artefacts, and one scorer judges both.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from benchmarks.evaluate.compare import compared
from benchmarks.evaluate.product import LEVELS, documents
from pipelines.store.artefacts import place

__all__ = ["KEPT", "against", "extract", "normalize"]

HERE = Path(__file__).parents[2]
KEPT = ".kept"
JIXIAO = "from pipelines.cli.app import main; main()"
NOW = f"now-{HERE.name}"
"""The kept run that `against` makes: checkouts that share a corpus do not write over each other's."""


def extract(
    corpus: Path, code: Path = HERE, levels: str = LEVELS, workers: int | None = None, most: int | None = None
) -> None:
    """Extract the documents of these levels that are not kept yet; `most`: only the first so many of a corpus, with
    their scans. Raises `SystemExit` where the run fails."""
    for level in levels:
        some = [one for one in documents(corpus) if one.level == level][:most]
        only = [one.path for one in some if not artefact(one.path).exists()]
        if not only:
            continue
        print(f"{corpus.name}, level {level}: {len(only)} documents to extract", flush=True)
        command = [interpreter(code), "-P", "-c", JIXIAO, "run", *map(str, only), "--out", str(corpus / KEPT)]
        command += ["--stage", "extract", "--no-export", *(["--workers", str(workers)] if workers else [])]
        done = subprocess.run(command, env=environment(code), capture_output=True, text=True, check=False)
        lost = [path.name for path in only if not artefact(path).exists()]
        if lost:
            raise SystemExit(f"{', '.join(lost)}: not extracted by {code}\n{done.stderr[-2000:]}")


def normalize(name: str, corpus: Path, code: Path = HERE, levels: str = LEVELS) -> Path:
    """Normalize what is kept of a corpus into the kept run `name`, whose path is returned."""
    kept = [one for one in documents(corpus) if one.level in levels and artefact(one.path).exists()]
    if not kept:
        raise SystemExit(
            f"nothing is kept of {corpus}: run `python -m benchmarks.evaluate.kept extract {corpus}` first"
        )
    script = Path(__file__).with_name("renormalize.py")
    given = "".join(
        json.dumps({"document": one.name, "sha256": digest(one.path), "artefact": str(artefact(one.path))}) + "\n"
        for one in kept
    )
    command = [interpreter(code), "-P", str(script)]
    done = subprocess.run(command, env=environment(code), input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"normalizing {corpus} with {code} failed:\n{done.stderr[-4000:]}")
    out = corpus / KEPT / "runs" / f"{name}.jsonl"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(done.stdout, encoding="utf-8")
    seconds = sum(json.loads(line)["seconds"] for line in done.stdout.splitlines())
    print(f"{out}: {len(kept)} documents, {seconds:.1f} CPU seconds")
    return out


def against(name: str, corpora: Iterable[Path], levels: str = LEVELS, review: bool = False) -> Iterator[str]:
    """Normalize with the code that stands here, and say line by line what differs from the kept run `name`."""
    pairs = []
    for corpus in corpora:
        was = corpus / KEPT / "runs" / f"{name}.jsonl"
        if not was.exists():
            raise SystemExit(f"{was} is not there: make it with `python -m benchmarks.evaluate.kept normalize`")
        pairs.append((corpus, was, normalize(NOW, corpus, levels=levels)))
    yield from compared(pairs, levels, review)


def artefact(path: Path) -> Path:
    """Where a document's extraction is kept; also that of one which was quarantined, with the reason."""
    return path.parent / KEPT / place("extract", digest(path))


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return sha256(path.read_bytes()).hexdigest()


def interpreter(code: Path) -> str:
    """The Python that a checkout runs on: of another one its own where it has one, else this one."""
    own = code / ".venv" / "bin" / "python"
    return str(own) if code != HERE and own.exists() else sys.executable


def environment(code: Path) -> dict[str, str]:
    """An environment in which the packages are those of `code`."""
    return os.environ | {"PYTHONPATH": str(code)}


def main() -> None:
    """Read the command line and do it."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = a.add_subparsers(dest="what", required=True)
    for command in ("extract", "normalize", "against"):
        one = what.add_parser(command)
        if command != "extract":
            one.add_argument("name", help="of the kept run")
        one.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
        one.add_argument("--levels", default=LEVELS)
        if command != "against":
            one.add_argument("--code", type=Path, default=HERE, metavar="CHECKOUT")
        if command == "extract":
            one.add_argument("--workers", type=int)
            one.add_argument("--most", type=int, help="only the first so many documents, with their scans")
        if command == "against":
            one.add_argument("--review", action="store_true", help="name the rows that are right and asked about, too")
    args = a.parse_args()
    if args.what == "against":
        for line in against(args.name, args.corpora, args.levels, args.review):
            print(line)
        return
    for corpus in args.corpora:
        if args.what == "extract":
            extract(corpus, args.code.resolve(), args.levels, args.workers, args.most)
        else:
            normalize(args.name, corpus, args.code.resolve(), args.levels)


if __name__ == "__main__":
    main()
