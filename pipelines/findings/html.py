"""The report of a unit's year as one HTML file: nothing in it comes from elsewhere, not even the pictures."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from normalize.checks.page import SEVERITIES
from pipelines.findings.gather import Entered, Told, UnitYear
from pipelines.findings.pictures import Pictures

__all__ = ["as_html"]

_COLOURS = {"错误": "error", "警告": "warning", "提示": "info"}


def as_html(told: UnitYear, pictures: Pictures) -> bytes:
    """The whole page, in UTF-8."""
    year = f"{told.year}年度" if told.year else "未注明年度"
    title = f"{told.unit} {year}绩效表单核对报告"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_style()}</style></head><body>",
        f"<header><h1>{escape(told.unit)}</h1><p>{year}绩效表单核对报告</p>{_tally(told)}</header>",
        _overview(told),
        *(_form(number, form, pictures) for number, form in enumerate(told.forms, 1) if form.findings),
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


def _overview(told: UnitYear) -> str:
    """A row a form: which it is, where it stands, its budget, how many findings of what kind."""
    rows = []
    for number, form in enumerate(told.forms, 1):
        counts = form.counts
        cells = "".join(f'<td class="number">{counts[severity] or ""}</td>' for severity in SEVERITIES.values())
        name = f'<a href="#f{number}">{escape(form.name)}</a>' if form.findings else escape(form.name)
        budget = form.record["budget"]
        amount = "" if budget is None else f"{budget:,.6f}".rstrip("0").rstrip(".")
        rows.append(
            f'<tr><td class="number">{number}</td><td>{name}</td><td class="number">{amount}</td>'
            f"<td>{escape(form.shared['source'])} {_pages(form)}</td>{cells}</tr>"
        )
    head = "".join(f"<th>{severity}</th>" for severity in SEVERITIES.values())
    return (
        '<section><h2>各表情况</h2><table class="overview"><thead><tr><th>序号</th><th>表</th><th>本年预算（万元）</th>'
        f"<th>原件</th>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></section>"
    )


def _pages(form: Entered) -> str:
    first, last = form.record["page_first"], form.record["page_last"]
    if first is None:
        return ""
    return f"第{first}页" if first == last else f"第{first}—{last}页"


def _form(number: int, form: Entered, pictures: Pictures) -> str:
    missing = pictures.missing.get(form.shared["doc_id"])
    note = f'<p class="missing">没有页面图片：{escape(missing)}</p>' if missing else ""
    grave = [finding for finding in form.findings if finding.row["severity"] != "info"]
    light = [finding for finding in form.findings if finding.row["severity"] == "info"]
    parts = [f'<section id="f{number}"><h2>{number}. {escape(form.name)}</h2>{note}']
    parts += [_finding(finding, form, pictures) for finding in grave]
    if light:
        opened = "" if grave else " open"
        inside = "".join(_finding(finding, form, pictures) for finding in light)
        parts.append(f"<details{opened}><summary>提示 {len(light)}条</summary>{inside}</details>")
    return "".join([*parts, "</section>"])


def _finding(finding: Told, form: Entered, pictures: Pictures) -> str:
    row, rule = finding.row, finding.rule
    facts = "".join(
        f"<div><dt>{name}</dt><dd>{escape(str(text))}</dd></div>"
        for name, text in (("所见", row["observed"]), ("应为", row["expected"]))
        if text is not None
    )
    place = f"第{row['page']}页" if row["page"] else ""
    return (
        f'<article class="{_COLOURS[finding.severity]}"><h3>{_chip(finding.severity, finding.severity)}'
        f'{escape(rule.title)}<a class="code" href="#{rule.code}">{rule.code}</a>'
        f'<span class="place">{place}</span></h3>'
        f"<p>{escape(row['message'])}</p>{f'<dl>{facts}</dl>' if facts else ''}"
        f"{''.join(_picture(finding, form, pictures))}</article>"
    )


def _picture(finding: Told, form: Entered, pictures: Pictures) -> Iterator[str]:
    spot = finding.spot
    piece = pictures.pieces.get((form.shared["doc_id"], spot)) if spot else None
    if piece is not None and spot is not None:
        alt = escape(f"{form.shared['source']}第{spot[0]}页，红框为所指之处")
        yield f'<img loading="lazy" alt="{alt}" src="data:image/jpeg;base64,{b64encode(piece).decode("ascii")}">'


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
