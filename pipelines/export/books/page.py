"""`index.html`: a plain list of links to all that is there; works from a folder, nothing in it comes from elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from html import escape
from importlib.resources import files
from urllib.parse import quote

from pipelines.export.books.columns import SHEETS
from pipelines.export.books.content import Book
from pipelines.export.books.overview import Line, lines

__all__ = ["as_page"]

_NUMBERS = ("表", "指标", "待核", "错误", "警告", "提示")


def as_page(book: Book, there: Collection[str]) -> bytes:
    """The page, in UTF-8. `there` are the files of the results: only what is there is linked to."""
    found = lines(book)
    years = sorted({line.year for line in found}, key=lambda year: year or 0, reverse=True)
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(set(book.places.values())):
        inside[path.rpartition("/")[0]].append(path)
    style = files("pipelines.findings").joinpath("report.css").read_text(encoding="utf-8")
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>绩效数据</title>',
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head><body>',
        f"<header><h1>绩效数据</h1><p>{len(book.documents)} 个文件，{len(book.tables['forms'])} 张表，"
        f"{sum(line.asks for line in found)} 行待核</p></header>",
        _whole(),
        *(_year(year, [line for line in found if line.year == year], inside, there) for year in years),
        _tables(there),
        "</body></html>\n",
    ]
    return "\n".join(parts).encode("utf-8")


def _whole() -> str:
    """The link to the workbook over everything."""
    link = _link("年度总表.xlsx", "年度总表", "Excel：概览、表单、指标、资金、任务、待核、问题、收件登记")
    return f"<section><h2>全部</h2><p>{link}</p></section>"


def _tables(there: Collection[str]) -> str:
    """Links to what is for programs: the whole years' tables, the ledger, what describes them."""
    paths = sorted(path for path in there if path.count("/") == 1 and path.endswith(".parquet"))
    links = [_link("datapackage.json", "数据说明"), _link("documents.parquet", "收件登记")]
    links += [_link(path, path) for path in paths]
    return f"<section><h2>供程序使用的数据（Parquet）</h2><p>{' '.join(links)}</p></section>"


def _year(year: int | None, found: list[Line], inside: Mapping[str, Sequence[str]], there: Collection[str]) -> str:
    numbers = "".join(f'<th class="number">{title}</th>' for title in _NUMBERS)
    head = f'<th>单位</th>{numbers}<th class="files">总表</th><th class="files">核对报告</th>'
    rows = "".join(_unit(line, inside.get(line.folder, ()), there) for line in found)
    name = f"{year}年度" if year else "未注明年度"
    return f"<section><h2>{name}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"


def _unit(line: Line, projects: Sequence[str], there: Collection[str]) -> str:
    inside = "".join(f"<li>{_project(path, there)}</li>" for path in projects)
    reports = [(f"{line.folder}/findings.{kind}", kind) for kind in ("html", "xlsx")]
    links = " ".join(_link(path, kind) for path, kind in reports if path in there)
    severities = [line.findings[name] for name in ("error", "warning", "info")]
    counts = "".join(
        f'<td class="number">{count or ""}</td>'
        for count in (line.rows["forms"], line.rows["indicators"], line.asks, *severities)
    )
    return (
        f"<tr><td><details><summary>{escape(line.unit)}</summary><ul>{inside}</ul></details></td>{counts}"
        f"<td>{_link(f'{line.folder}/年度总表.xlsx', 'xlsx')}</td><td>{links}</td></tr>"
    )


def _project(path: str, there: Collection[str]) -> str:
    files = {f"{path}/{table}.csv": layout.title for table, layout in SHEETS.items()}
    links = " ".join(_link(file, title) for file, title in files.items() if file in there)
    return f"{escape(path.rpartition('/')[2])}: {links}"


def _link(path: str, text: str, more: str = "") -> str:
    return f'<a href="{quote(path)}">{escape(text)}</a>' + (f" {escape(more)}" if more and more != text else "")
