"""HTML, printed by WeasyPrint and by Chromium."""

import itertools
from collections.abc import Mapping
from html import escape
from pathlib import Path

from benchmarks.corpus.printers.tint import hex_of
from benchmarks.corpus.sheet import Document, Gap, Line, PageBreak, Prose, Sheet, Title

__all__ = ["page", "print_chromium", "print_weasyprint"]

CHROMIUM = "/usr/bin/chromium"

STYLE = """
@page {{ size: {width}pt {height}pt; margin: {margin}pt; {foot} }}
body {{ font-family: "{face}", "Noto Serif CJK SC"; font-size: {size}pt; margin: 0; line-height: {leading}; }}
h1 {{ font-size: 1.6em; font-weight: {weight}; text-align: center; margin: .2em 0; }}
h2 {{ font-size: 1em; font-weight: normal; text-align: center; margin: .1em 0; }}
p {{ text-indent: 2em; margin: .4em 0; line-height: 1.6; }}
.line {{ display: flex; justify-content: space-between; margin: .2em 0; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
tr {{ break-inside: avoid; }}
td {{ border: {ruling}pt solid #000; padding: {pad}pt; text-align: center; vertical-align: {valign}; overflow-wrap:
anywhere; word-break: {wrap}; }}
td.left {{ text-align: left; }}
.new {{ break-before: page; }}
"""


def page(document: Document, tinted: bool) -> str:
    """The document as one HTML page; `tinted` colours each cell and hides all text."""
    width, height = document.page
    foot = (
        f'@bottom-center {{ content: "{document.foot.format("%")}"; }}'.replace("%", '" counter(page) "')
        if document.foot
        else ""
    )
    style = STYLE.format(
        width=width,
        height=height,
        margin=document.margin,
        face=document.face,
        size=document.size,
        ruling=document.ruling,
        foot=foot,
        leading=document.leading,
        weight=document.weight,
        pad=document.pad,
        valign=document.valign,
        wrap=document.wrap,
    )
    style += document.rules
    if tinted:
        style += " body, h1, h2, p { color: #fff; } "
    body: list[str] = []
    number = 0
    broken = False
    for block in document.blocks:
        mark = ' class="new"' if broken else ""
        broken = isinstance(block, PageBreak)
        match block:
            case Title():
                tag = "h2" if block.small else "h1"
                body.append(f"<{tag}{mark}>{_broken(block.text)}</{tag}>")
            case Line():
                classes = "line new" if mark else "line"
                left, right = escape(block.left), escape(block.right)
                body.append(
                    f'<div class="{classes}"><span>{left}</span><span style="float: right">{right}</span></div>'
                )
            case Prose():
                body += [f"<p{mark if i == 0 else ''}>{escape(text)}</p>" for i, text in enumerate(block.paragraphs)]
            case Gap():
                body.append(f'<div style="height: {block.points}pt"></div>')
            case Sheet():
                body.append(table(block, document, tinted, number, mark))
                number += len(block.cells)
    top = f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>{style}</style></head>'
    return f"{top}<body>{''.join(body)}</body></html>"


def table(sheet: Sheet, document: Document, tinted: bool, number: int, mark: str) -> str:
    """One table; its cells' colours count on from `number`."""
    borders = sheet.borders
    columns = "".join(f'<col style="width: {(b - a) * 100:.3f}%">' for a, b in itertools.pairwise(borders))
    rows = ["" for _ in range(sheet.height)]
    for i, cell in enumerate(sheet.cells):
        spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
            f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        )
        colour = f' style="background: #{hex_of(number + i)}; color: #{hex_of(number + i)}"' if tinted else ""
        left = ' class="left"' if cell.align == "left" else ""
        rows[cell.row] += f"<td{spans}{colour}{left}>{_broken(cell.shown) or '&nbsp;'}</td>"
    first, last = sheet.head if sheet.head and document.repeat_head else (0, 0)
    lines = [f"<tr>{row}</tr>" for row in rows]
    whole = (
        "".join(lines[:first])
        + (f"<thead>{''.join(lines[first:last])}</thead>" if last else "")
        + "".join(lines[last:])
    )
    return f"<table{mark}>{columns}{whole}</table>"


def _broken(text: str) -> str:
    """A text with the line breaks that a person made."""
    return escape(text).replace("\n", "<br>")


def print_weasyprint(documents: Mapping[str, Document], folder: Path, tinted: bool) -> None:
    """Print with WeasyPrint."""
    from weasyprint import HTML

    for name, document in documents.items():
        HTML(string=page(document, tinted)).write_pdf(folder / f"{name}.pdf")


def print_chromium(documents: Mapping[str, Document], folder: Path, tinted: bool) -> None:
    """Print with Debian's Chromium, one process for all."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page()
        for name, document in documents.items():
            tab.set_content(page(document, tinted))
            tab.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True, print_background=True)
        browser.close()
