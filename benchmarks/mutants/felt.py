"""Which tests run a line: the tests run once under coverage, each function of theirs a context of its own."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from coverage import CoverageData

__all__ = ["Felt", "felt", "run"]


class Felt(NamedTuple):
    """`tests`: by module and line the test functions that run it, the fastest first; `ran`: the lines that anything
    runs, fixtures included; `seconds`: of all tests."""

    tests: dict[tuple[str, int], list[str]]
    ran: set[tuple[str, int]]
    seconds: float


def felt(root: Path, folder: str, tests: str) -> Felt:
    """Run the tests once and see. Raises `SystemExit` where one of them fails without any mutant."""
    data, report = root / ".coverage", root / "junit.xml"
    settings = root / "coverage.ini"
    settings.write_text(f"[run]\nsource = {folder}\ndynamic_context = test_function\ndata_file = {data}\n")
    command = ["-m", "coverage", "run", f"--rcfile={settings}", "-m", "pytest", "-q", f"--junitxml={report}", tests]
    done = run(root, command)
    if done.returncode:
        raise SystemExit(f"{tests} fails without any mutant:\n{done.stdout[-2000:]}")
    took = _seconds(report)
    names = _names(root, tests)
    kept = CoverageData(str(data))
    kept.read()
    by_line: dict[tuple[str, int], list[str]] = {}
    for file in kept.measured_files():
        path = Path(file).relative_to(root).as_posix()
        for line, contexts in kept.contexts_by_lineno(file).items():
            met = {names[context] for context in contexts if context in names}
            by_line[path, line] = sorted(met, key=lambda name: (took.get(name, 0.0), name))
    return Felt(by_line, set(by_line), sum(took.values()))


def run(root: Path, command: list[str], timeout: float | None = None) -> subprocess.CompletedProcess[str]:
    """Python in a checkout, its own packages before all others."""
    environment = {"PYTHONPATH": str(root), "PYTHONHASHSEED": "0", "PATH": "/usr/bin:/bin", "HOME": str(root)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=timeout,
    )


def _names(root: Path, tests: str) -> dict[str, str]:
    """From coverage's name of a test function (`tests.normalize.test_x.test_y`) to pytest's."""
    out = {}
    for line in run(root, ["-m", "pytest", "--collect-only", "-q", tests]).stdout.splitlines():
        path, _, function = line.partition("::")
        if function:
            function = function.partition("[")[0]
            out[f"{path.removesuffix('.py').replace('/', '.')}.{function.replace('::', '.')}"] = f"{path}::{function}"
    return out


def _seconds(report: Path) -> dict[str, float]:
    """Of each test function, its parameters' together."""
    out: dict[str, float] = defaultdict(float)
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.attrib["name"].partition("[")[0]
        out[f"{case.attrib['classname'].replace('.', '/')}.py::{name}"] += float(case.attrib["time"])
    return dict(out)
