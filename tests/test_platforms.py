"""The lock resolves, from wheels alone, on every machine that jixiao is said to run on. Asks the package registry."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv.exe" if sys.platform == "win32" else "uv")
PLATFORMS = {
    "x86_64-manylinux_2_28": "any Linux of 2019 and later",
    "aarch64-manylinux_2_28": "Linux on ARM: Kylin, UOS, openEuler",
    "x86_64-pc-windows-msvc": "Windows",
    "aarch64-apple-darwin": "macOS 14 and later on Apple silicon; for Intel cryptography and onnxruntime have no wheel",
}


def test_the_container_has_every_package() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    names = {name.rstrip("*") for name in told["packages"]["find"]["include"]}
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    sent = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()}
    assert {f"COPY {name} {name}" for name in names} <= set(recipe)
    copied = {
        word for line in recipe if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    }
    assert {name.partition("/")[0] for name in copied} <= sent


def test_what_the_lock_overrides_is_at_hand_for_uv_tool() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]["override-dependencies"]
    assert (ROOT / "requirements" / "overrides.txt").read_text(encoding="utf-8").splitlines() == told


@pytest.mark.slow
@pytest.mark.parametrize("python", ["3.11", "3.13"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_lock_resolves_without_a_compiler(platform: str, python: str, tmp_path: Path) -> None:
    asked = subprocess.run(
        [
            *(str(UV), "pip", "install", "--dry-run", "--target", str(tmp_path), "--only-binary", ":all:"),
            *("--no-deps", "--require-hashes", "--python-platform", platform, "--python-version", python),
            *("-r", str(ROOT / "requirements" / "run.txt")),
        ],
        capture_output=True,
        text=True,
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"},
    )
    assert asked.returncode == 0, asked.stderr
    assert "Would install" in asked.stderr
