"""`python -m benchmarks.evaluate CORPUS`: run the product on a corpus, score it, write figures and report.

CORPUS/.evaluation/run        the product's output
CORPUS/.evaluation/figures.json, report.html
"""

import argparse
import json
from pathlib import Path

from benchmarks.evaluate.figures import summary
from benchmarks.evaluate.grids import grits
from benchmarks.evaluate.product import documents, outcome, run
from benchmarks.evaluate.report import report
from benchmarks.evaluate.score import score


def main() -> None:
    """Run, score, write."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpus", type=Path)
    a.add_argument("--out", type=Path, help="instead of CORPUS/.evaluation")
    a.add_argument("--workers", type=int)
    a.add_argument("--worst", type=int, default=10, help="documents shown with their pages")
    args = a.parse_args()
    out = args.out or args.corpus / ".evaluation"
    seconds = run(args.corpus, out / "run", args.workers)
    found = documents(args.corpus)
    if not found:
        raise SystemExit(f"no document with a truth in {args.corpus}")
    read = [(one, outcome(one.path, out / "run")) for one in found]
    scored = [score(one, came) for one, came in read]
    pages = sum(len(one.truth["pages"]) for one in found)
    numbers = summary(scored) | {"cpu_seconds": round(seconds, 1), "pages": pages}
    for level, one in numbers["level"].items():
        one |= grits((document, came.extraction) for document, came in read if document.level == level)
    (out / "figures.json").write_text(json.dumps(numbers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "report.html").write_text(report(numbers, scored, args.worst), encoding="utf-8")
    for level, one in numbers["level"].items():
        print(
            f"level {level}: {one['documents']} documents, {one['rows']} rows, field accuracy {one['field_accuracy']}, "
            f"forms {one['forms_right']}, spurious {one['spurious']}, silent/1000 {one['silent_per_1000_fields']}, "
            f"review {one['review_share']}, ECE {one['calibration_error']}, cells {one['cell_recall']}, "
            f"GriTS {one['grits_top']} {one['grits_con']} {one['grits_loc']}"
        )
    print(f"report: {out / 'report.html'}")


if __name__ == "__main__":
    main()
