"""The comparison with other readers is fair: their cells count as they stand, and read by our normalizer as well."""

import re
from pathlib import Path

from benchmarks.evaluate.fields import judge
from benchmarks.evaluate.product import Outcome, documents
from benchmarks.peers.behind import behind
from benchmarks.peers.compare import filled, rows_found, rows_of
from benchmarks.peers.icdar import figures, relations, truth
from extract import ExtractSettings, extract
from normalize import normalize

CORPUS = Path("benchmarks/corpus/fixed")
CELLS = [(0, 0, 2, 1, "产出指标"), (0, 1, 1, 1, "数量"), (0, 2, 1, 1, "3个"), (1, 1, 1, 1, "质量"), (1, 2, 1, 1, "")]


def test_a_merged_level_stands_on_each_of_its_rows() -> None:
    rows = rows_of(CELLS)
    assert rows == [["产出指标", "数量", "3个"], [None, "质量", ""]]
    assert filled(rows)[1] >= {"产出指标", "质量"}
    wanted = [{"name_raw": "数量", "value_raw": "3个"}, {"name_raw": "质量", "value_raw": "4个"}]
    assert rows_found(wanted, [rows]) == 1


def test_neighbours_are_found_over_spans_and_empty_places() -> None:
    assert set(relations(CELLS)) == {
        ("产出指标", "数量", "right"),
        ("产出指标", "质量", "right"),
        ("数量", "3个", "right"),
        ("数量", "质量", "below"),
    }
    apart = [(0, 0, 1, 1, "a"), (0, 1, 1, 1, ""), (0, 2, 1, 1, "b")]
    assert set(relations(apart)) == {("a", "b", "right")}


def test_competition_figures_count_relations(tmp_path: Path) -> None:
    path = tmp_path / "eu-1-str.xml"
    path.write_text(
        "<document><table><region><cell start-row='0' start-col='0' end-col='1'><content>a</content></cell>"
        "<cell start-row='1' start-col='0'><content>b c</content></cell>"
        "<cell start-row='1' start-col='1'><content>d</content></cell></region></table></document>",
        encoding="utf-8",
    )
    wanted = {"eu-1.pdf": truth(path)}
    assert figures(wanted, wanted, 1.0)["f1"] == 1
    half = figures(wanted, {"eu-1.pdf": [[(0, 0, 1, 1, "bc"), (0, 1, 1, 1, "d")]]}, 1.0)
    assert (half["recall"], half["precision"]) == (0.3333, 1)


def test_our_normalizer_reads_a_peers_cells() -> None:
    document = next(one for one in documents(CORPUS) if one.level == "0" and len(one.truth["indicators"]) > 5)
    ours = extract(document.path.read_bytes(), ExtractSettings(ocr=False))
    cells = [
        [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells]
        for page in ours.pages
        for table in page.tables
    ]

    def accuracy(tables: list[list[tuple[int, int, int, int, str]]]) -> float:
        put = behind(tables, ours, "text")
        judged = judge(document, Outcome(put, normalize(put))).rows
        return sum(row.found and not row.wrong() for row in judged) / len(judged)

    assert accuracy(cells) > 0.9
    spoiled = [[(*place, re.sub(r"\d", "7", text)) for *place, text in table] for table in cells]
    assert accuracy(spoiled) < 0.5
    assert accuracy([]) == 0
