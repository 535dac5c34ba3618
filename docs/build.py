"""`make docs`: the documentation in English and Chinese, from the pages beside this and from the code, offline.

    build/docs/source/<en|zh>/   each language's pages as Sphinx takes them, links led to where they lie now
    build/docs/<en|zh>/          the site; a browser opens build/docs/index.html from the folder

A page `x.md` is English, its twin `x.zh.md` Chinese; a link goes to the one that it names, here as in the repository. A
link that leads nowhere, or a warning of Sphinx's, fails the build.
"""

import re
import shutil
import sys
from functools import partial
from pathlib import Path

from sphinx.cmd.build import build_main

from docs.made import MADE

__all__ = ["BrokenLink", "build"]

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TONGUES = {"en": ("", "en"), "zh": (".zh", "zh_CN")}
"""What a language's pages have in front of `.md`, and Sphinx's name of it."""
CHAPTERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Use", "使用", ("install", "out", "people", "review", "site", "cookbook", "bulk", "containers")),
    ("How it works", "原理", ("reading", "wording", "design", "contributing", "scans", "faults")),
    ("Looked up", "查阅", ("dictionary", "messages", "checks", "accuracy", "speed")),
)
"""The pages in their order; those that a language does not have are left out there."""
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_HOME = """<!DOCTYPE html><meta charset="utf-8"><title>jixiao</title>
<script>location.replace((navigator.language.startsWith("zh") ? "zh" : "en") + "/index.html")</script>
<a href="en/index.html">English</a> <a href="zh/index.html">中文</a>
"""


class BrokenLink(Exception):
    """A page links to what is not there."""


def build(to: Path) -> int:
    """Write the site below `to`; returns Sphinx's exit code, 0 where nothing is to be said. Raises BrokenLink."""
    shutil.rmtree(to, ignore_errors=True)
    for tongue, (_, language) in TONGUES.items():
        source = to / "source" / tongue
        _write_source(source, tongue)
        asked = ["-W", "--keep-going", "-n", "-q", "-c", str(DOCS), "-D", f"language={language}"]
        if code := build_main([*asked, "-d", str(to / "source" / f"{tongue}.trees"), str(source), str(to / tongue)]):
            return code
    (to / "index.html").write_text(_HOME, encoding="utf-8")
    return 0


def pages(tongue: str) -> dict[str, Path]:
    """The pages that are written by hand, by name."""
    ending = TONGUES[tongue][0]
    found = {path.name.removesuffix(f"{ending}.md"): path for path in DOCS.glob(f"*{ending}.md")}
    return {name: path for name, path in sorted(found.items()) if "." not in name}


def _write_source(folder: Path, tongue: str) -> None:
    """Lay a language's pages and pictures where Sphinx takes them from."""
    written = pages(tongue)
    folder.mkdir(parents=True)
    for name, path in written.items():
        text = _LINK.sub(partial(_led, page=path, tongue=tongue), path.read_text(encoding="utf-8"))
        (folder / f"{name}.md").write_text(text + (_contents(tongue) if name == "index" else ""), encoding="utf-8")
    for name, make in MADE.items():
        (folder / f"{name}.md").write_text(make(tongue), encoding="utf-8")
    for part in ("pictures", "scans"):
        shutil.copytree(DOCS / part, folder / part)


def _contents(tongue: str) -> str:
    """The table of contents behind the first page."""
    there = {*pages(tongue), *MADE}
    parts = []
    for english, chinese, names in CHAPTERS:
        held = "\n".join(name for name in names if name in there)
        parts.append(f"\n```{{toctree}}\n:caption: {chinese if tongue == 'zh' else english}\n:hidden:\n\n{held}\n```\n")
    return "".join(parts)


def _led(link: re.Match[str], page: Path, tongue: str) -> str:
    """A link as it leads within the site: to a page of this language, to one of the other's site, or, where it names a
    file of the repository, to nowhere but by its name. Raises BrokenLink."""
    picture, text, target = link.groups()
    path, _, anchor = target.partition("#")
    if "://" in target or not path:
        return link[0]
    file = (page.parent / path).resolve()
    if not file.exists():
        raise BrokenLink(f"{page.relative_to(ROOT)}: {target} is not there")
    if picture or file.parent != DOCS or file.suffix != ".md":
        return link[0] if picture else text if "`" in text else f"{text} (`{file.relative_to(ROOT).as_posix()}`)"
    name = file.name.removesuffix(".md").removesuffix(".zh")
    theirs = "zh" if file.name.endswith(".zh.md") else "en"
    hash_ = f"#{anchor}" if anchor else ""
    if theirs == tongue or name in MADE:
        return f"[{text}]({name}.md{hash_})"
    return f'<a href="../{theirs}/{name}.html{hash_}">{text}</a>'


if __name__ == "__main__":
    sys.exit(build(ROOT / "build" / "docs"))
