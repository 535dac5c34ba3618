"""`python -m benchmarks.house [CHECKOUT] [--list FIGURE]`: how the house is kept, beside how it was at commit 635dd8b.

    complexity     the highest cyclomatic complexity of a function in normalize/ and in extract/ocr/, as radon counts it
                   (each condition within an expression is one), and how many are above 15
    lookalikes     tables of characters that look alike (benchmarks/house/lookalikes.py)
    origins        places that ask where a text came from (origins.py)
    writes         in-place writes of normalize/, checks apart (writes.py)
    reasons        modules that emit reasons (reasons.py)
    lines          of normalize/ without checks: all lines of its modules, blank ones and comments included
    median         the median length of these modules, in lines

Each module of this package says in its docstring how its figure is counted on the syntax tree. Needs radon
(requirements/corpus.txt, installed by `make corpus`). `--record` writes the figures beside those of 635dd8b into
benchmarks/results/house.md.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from radon.complexity import cc_visit
from radon.visitors import Class, Function

from benchmarks.house.lookalikes import lookalikes, tables_of_data
from benchmarks.house.origins import origins
from benchmarks.house.reasons import reasons
from benchmarks.house.source import CHECKS, Module, Place, modules
from benchmarks.house.writes import writes

HERE = Path(__file__).parents[2]
BEFORE = Path(__file__).with_name("before.json")
RESULTS = HERE / "benchmarks" / "results" / "house.md"
MOST = 15
"""The complexity that no function should pass."""
FIGURES = ("complexity", "lookalikes", "origins", "writes", "reasons")


def places(root: Path) -> dict[str, list[Place]]:
    """What is counted, by figure; of complexity the functions above `MOST`, the worst first."""
    reading = list(modules(root, "normalize", apart=CHECKS))
    ocr = list(modules(root, "extract/ocr"))
    every = [*modules(root, "normalize"), *ocr]
    above = [(how, place) for module in every for how, place in complexities(module) if how > MOST]
    return {
        "complexity": [place for _, place in sorted(above, key=lambda one: -one[0])],
        "lookalikes": [*lookalikes(every), *tables_of_data(root, "normalize", "extract")],
        "origins": list(origins(modules(root, "normalize"))),
        "writes": list(writes(reading)),
        "reasons": list(reasons(root, reading)),
    }


def complexities(module: Module) -> Iterator[tuple[int, Place]]:
    """Each function, method and function within one of a module with its cyclomatic complexity, each by itself."""
    waiting: list[Class | Function] = [
        block for block in cc_visit(module.text) if not getattr(block, "is_method", False)
    ]
    while waiting:
        block = waiting.pop()
        waiting += block.methods if isinstance(block, Class) else block.closures
        if isinstance(block, Function):
            yield block.complexity, Place(module.path, block.lineno, f"{block.name} {block.complexity}")


def figures(root: Path) -> dict[str, float]:
    """The figures of a checkout."""
    found = places(root)
    out: dict[str, float] = {}
    for title, folder in (("normalize/", "normalize"), ("extract/ocr/", "extract/ocr")):
        all_of_it = [how for module in modules(root, folder) for how, _ in complexities(module)]
        out[f"highest complexity in {title}"] = max(all_of_it, default=0)
        out[f"functions above {MOST} in {title}"] = sum(how > MOST for how in all_of_it)
    out["tables of look-alike characters"] = len(found["lookalikes"])
    out["places that ask for a text's origin"] = len(found["origins"])
    out["in-place writes in normalize/ without checks"] = len(found["writes"])
    out["modules that emit reasons"] = len(found["reasons"])
    lengths = [len(module.text.splitlines()) for module in modules(root, "normalize", apart=CHECKS)]
    out["lines of normalize/ without checks"] = sum(lengths)
    out["median module of normalize/ without checks, lines"] = median(lengths)
    return out


def told(before: dict[str, float], now: dict[str, float]) -> str:
    """The figures as a table."""
    rows = "".join(f"| {name} | {before.get(name, 0):g} | {value:g} |\n" for name, value in now.items())
    return f"| figure | 635dd8b | today |\n| --- | ---: | ---: |\n{rows}"


def main() -> None:
    """Count and print."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("checkout", type=Path, nargs="?", default=HERE)
    a.add_argument("--list", choices=FIGURES, help="every place that is counted")
    a.add_argument("--record", action="store_true", help="write benchmarks/results/house.md")
    args = a.parse_args()
    if args.list:
        for path, line, what in places(args.checkout)[args.list]:
            print(f"{path}:{line}  {what}")
        return
    text = told(json.loads(BEFORE.read_text(encoding="utf-8")), figures(args.checkout))
    print(text, end="")
    if args.record:
        head = "# The house\n\n`python -m benchmarks.house --record`; its docstrings say how each is counted.\n\n"
        RESULTS.write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
