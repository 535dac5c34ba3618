"""`python tests/matrix.py`: the tests under each Python that is supported and at hand.

An interpreter is looked for where uv looks (its own, the search path), then among pyenv's versions, which its shims
hide from uv; what is nowhere uv is asked to install. One that cannot be had is told at the end and stops no other.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
PASSED, FAILED, MISSING = "passed", "FAILED", "NOT RUN: no interpreter is installed, and uv can bring none"
UV = str(Path(sys.executable).with_name("uv"))


def interpreter(version: str) -> str | None:
    """An interpreter of this version, or None."""
    return _found(version) or _pyenv(version) or (_brought(version) and _found(version)) or None


def _found(version: str) -> str | None:
    asked = [UV, "python", "find", "--system", "--no-python-downloads", version]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def _pyenv(version: str) -> str | None:
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [path for path in versions.glob(f"{version}.*/bin/python") if path.parts[-3][len(version) + 1 :].isdigit()]
    return str(max(found, key=lambda path: int(path.parts[-3].rpartition(".")[2]))) if found else None


def _brought(version: str) -> bool:
    return subprocess.run([UV, "python", "install", "--quiet", version], check=False).returncode == 0


def passes(version: str, python: str) -> bool:
    """Whether the tests pass in an environment of their own."""
    place = ROOT / f".venv-{version}"
    inside = [UV, "pip", "install", "--quiet", "--python", str(place / "bin" / "python"), "--no-deps"]
    steps = (
        [UV, "venv", "--quiet", "--clear", "--python", python, str(place)],
        [*inside, "--require-hashes", "-r", "requirements/dev.txt"],
        [*inside, "--no-build-isolation", "-e", "."],
        [str(place / "bin" / "pytest")],
    )
    return all(subprocess.run(step, cwd=ROOT, check=False).returncode == 0 for step in steps)


def main() -> None:
    """Run them one after the other, and tell of each."""
    told = {}
    for version in VERSIONS:
        python = interpreter(version)
        told[version] = MISSING if python is None else PASSED if passes(version, python) else FAILED
    sys.stdout.writelines(f"Python {version}: {outcome}\n" for version, outcome in told.items())
    sys.exit(FAILED in told.values() or PASSED not in told.values())


if __name__ == "__main__":
    main()
