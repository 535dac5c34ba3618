"""The report of a unit's year as one HTML file: nothing in it comes from elsewhere, not even the pictures.

Links lead to the originals where they can be reached from the results.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from normalize.checks.page import SEVERITIES
from pipelines.findings.gather import Entered, Told, UnitYear, original, spot_of
from pipelines.findings.notes import ABOUT, REMARK, STATUS, unmatched
from pipelines.findings.pictures import Pictures
from pipelines.store.people import Note, Notes

__all__ = ["as_html"]

_COLOURS = {"错误": "error", "警告": "warning", "提示": "info"}


class Around(NamedTuple):
    """What the parts of a page need beside their form: its unit, the pictures, people's notes, where results stand."""

    unit: UnitYear
    pictures: Pictures
    notes: Notes
    results: Path | None


def as_html(told: UnitYear, pictures: Pictures, notes: Notes = {}, results: Path | None = None) -> bytes:  # noqa: B006
    """The whole page, in UTF-8."""
    around = Around(told, pictures, notes, results)
    year = f"{told.year}年度" if told.year else "未注明年度"
    title = f"{told.unit} {year}绩效表单核对报告"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_style()}</style></head><body>",
        f"<header><h1>{escape(told.unit)}</h1><p>{year}绩效表单核对报告</p>{_tally(told)}</header>",
        _overview(told, around),
        *(_form(number, form, around) for number, form in enumerate(told.forms, 1) if form.findings or form.reviews),
        _left_over(unmatched(told, notes)),
        _rules(told),
        "</body></html>\n",
    ]
    return "\n".join(parts).encode("utf-8")


def _style() -> str:
    return files("pipelines.findings").joinpath("report.css").read_text(encoding="utf-8")


def _tally(told: UnitYear) -> str:
    counts = told.counts
    chips = "".join(_chip(severity, f"{severity} {counts[severity]}") for severity in SEVERITIES.values())
    return f'<p class="tally">{chips}<span>{len(told.forms)}张表</span></p>'


def _chip(severity: str, text: str) -> str:
    return f'<span class="chip {_COLOURS[severity]}">{escape(text)}</span>'


def _original(form: Entered, page: int | None, around: Around) -> str:
    """The document's name, linked to its file where that can be reached from here."""
    name = escape(form.shared["source"])
    link = original(around.unit, form.shared["doc_id"], page, around.results)
    return f'<a href="{escape(link)}">{name}</a>' if link else name


def _overview(told: UnitYear, around: Around) -> str:
    """A row a form: which it is, where it stands, its budget, how many findings of what kind."""
    rows = []
    for number, form in enumerate(told.forms, 1):
        counts = form.counts
        cells = "".join(f'<td class="number">{counts[severity] or ""}</td>' for severity in SEVERITIES.values())
        linked = form.findings or form.reviews
        name = f'<a href="#f{number}">{escape(form.name)}</a>' if linked else escape(form.name)
        budget = form.record["budget"]
        amount = "" if budget is None else f"{budget:,.6f}".rstrip("0").rstrip(".")
        rows.append(
            f'<tr><td class="number">{number}</td><td>{name}</td><td class="number">{amount}</td>'
            f"<td>{_original(form, form.record['page_first'], around)} {_pages(form)}</td>{cells}"
            f'<td class="number">{len(form.reviews) or ""}</td></tr>'
        )
    head = "".join(f"<th>{severity}</th>" for severity in SEVERITIES.values())
    return (
        '<section><h2>各表情况</h2><table class="overview"><thead><tr><th>序号</th><th>表</th><th>本年预算（万元）</th>'
        f"<th>原件</th>{head}<th>待核</th></tr></thead><tbody>{''.join(rows)}</tbody></table></section>"
    )


def _pages(form: Entered) -> str:
    first, last = form.record["page_first"], form.record["page_last"]
    if first is None:
        return ""
    return f"第{first}页" if first == last else f"第{first}—{last}页"


def _form(number: int, form: Entered, around: Around) -> str:
    missing = around.pictures.missing.get(form.shared["doc_id"])
    note = f'<p class="missing">没有页面图片：{escape(missing)}</p>' if missing else ""
    grave = [finding for finding in form.findings if finding.row["severity"] != "info"]
    light = [finding for finding in form.findings if finding.row["severity"] == "info"]
    parts = [f'<section id="f{number}"><h2>{number}. {escape(form.name)}</h2>{note}']
    parts += [_finding(finding, form, around) for finding in grave]
    if light:
        opened = "" if grave else " open"
        inside = "".join(_finding(finding, form, around) for finding in light)
        parts.append(f"<details{opened}><summary>提示 {len(light)}条</summary>{inside}</details>")
    return "".join([*parts, _reviews(form, around), "</section>"])


def _reviews(form: Entered, around: Around) -> str:
    """The form's rows that a person should look at, and why."""
    if not form.reviews:
        return ""
    rows = [
        [asked.table, asked.ordinal or "", asked.name or "", asked.raw or "", asked.why, f"第{asked.page}页"]
        for asked in form.reviews
    ]
    titles = ("类别", "序号", "名称", "读到的值", "原因", "页码")
    link = _original(form, form.record["page_first"], around)
    return f"<h3>待核 {len(rows)}行 {link}</h3>{_table(titles, rows)}"


def _left_over(notes: Sequence[Note]) -> str:
    """What people said of findings that are no longer there."""
    if not notes:
        return ""
    rows = [[*(note.about.get(title) or "" for title in ABOUT), note.status, note.remark] for note in notes]
    return f"<section><h2>已不再出现的问题的处理说明</h2>{_table((*ABOUT, STATUS, REMARK), rows)}</section>"


def _table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    head = "".join(f"<th>{title}</th>" for title in titles)
    cells = ("".join(f"<td>{escape(str(cell or ''))}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _finding(finding: Told, form: Entered, around: Around) -> str:
    row, rule = finding.row, finding.rule
    facts = "".join(
        f"<div><dt>{name}</dt><dd>{escape(str(text))}</dd></div>"
        for name, text in (("所见", row["observed"]), ("应为", row["expected"]))
        if text is not None
    )
    place = f"第{row['page']}页" if row["page"] else ""
    note = around.notes.get(finding.key)
    answer = " ".join(filter(None, (note.status, note.remark))) if note else ""
    said = f'<p class="note">处理：{escape(answer)}</p>' if answer else ""
    more = "".join(f"<p>{escape(other['message'])}</p>{_picture(other, form, around)}" for other in finding.more)
    return (
        f'<article class="{_COLOURS[finding.severity]}"><h3>{_chip(finding.severity, finding.severity)}'
        f'{escape(rule.title)}<a class="code" href="#{rule.code}">{rule.code}</a>'
        f'<span class="place">{_original(form, row["page"], around)} {place}</span></h3>'
        f"<p>{escape(finding.message)}</p>{f'<dl>{facts}</dl>' if facts and not more else ''}"
        f"{said}{_picture(row, form, around)}"
        f"{f'<details><summary>另{len(finding.more)}项</summary>{more}</details>' if more else ''}</article>"
    )


def _picture(row: Mapping[str, Any], form: Entered, around: Around) -> str:
    spot = spot_of(row)
    piece = around.pictures.pieces.get((form.shared["doc_id"], spot)) if spot else None
    if piece is None or spot is None:
        return ""
    alt = escape(f"{form.shared['source']}第{spot[0]}页，红框为所指之处")
    return f'<img loading="lazy" alt="{alt}" src="data:image/jpeg;base64,{b64encode(piece).decode("ascii")}">'


def _rules(told: UnitYear) -> str:
    """Every rule that found something, with its reason and source."""
    rules = {finding.rule.code: finding.rule for form in told.forms for finding in form.findings}
    rows = "".join(
        f'<tr id="{code}"><td>{code}</td><td>{escape(rule.title)}</td><td>{escape(rule.reason)}</td>'
        f"<td>{escape(rule.source or '')}</td></tr>"
        for code, rule in sorted(rules.items())
    )
    head = "<tr><th>规则</th><th>名称</th><th>理由</th><th>依据</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    nothing = "<p>没有发现对不上的地方。</p>"
    return (
        f"<footer><h2>规则说明</h2>{table if rules else nothing}"
        "<p>错误：表内自相矛盾或缺项，应予更正；警告：很可能有误，应予核实；提示：供审核参考。"
        "注明“识别存疑”的，是扫描件文字识别没有把握，请先对照原件。系统只指出问题，不改动数据。</p></footer>"
    )
