"""The words of the lexicon that other stages need, as plain strings: what makes a page worth reading, and the closed
vocabularies that OCR decodes against."""

from functools import cache

from normalize.lexicon import Vocabulary, load, vocabulary

__all__ = ["form_words", "vocabularies"]

_TELLING = ("level1", "level2", "name", "value", "actual", "weight")
"""Column meanings whose labels are seldom met outside these forms."""


@cache
def form_words() -> tuple[str, ...]:
    """Labels that stand in these forms and hardly elsewhere, sorted: three-character words and longer only, since
    shorter ones (指标, 一级) occur in prose."""
    columns = load("columns")["indicators"]
    words = {label for role in _TELLING for label in columns[role] if len(label) >= 3 and "*" not in label}
    goals = {label for kind in ("annual", "overall") for label in load("fields")["goals"][kind] if "绩效" in label}
    titles = {"绩效目标表", "绩效目标申报表", "绩效自评表", "目标申报表"}
    titles |= {"绩效目标", "绩效自评", "绩效运行", "绩效监控", "目标执行监控", "绩效评价", "财政评价", "部门评价"}
    return tuple(
        sorted(words | goals | titles | {"产出指标", "效益指标", "满意度指标", "数量指标", "质量指标", "时效指标"})
    )


@cache
def vocabularies() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Closed word lists by name: `operators`, `levels`, `units`, `labels`."""
    values, levels = load("values"), load("levels")
    operators = {"≥", "≤", "=", ">", "<", ">=", "<=", "定性", "大于等于", "小于等于", "等于", "大于", "小于"}
    names = {word for table in ("level1", "level2") for name, more in levels[table].items() for word in (name, *more)}
    short = {name.removesuffix("指标") for name in names if len(name) > 4}
    units = set(values["known_units"]["names"]) | {word for words in values["units"].values() for word in words}
    tables = [
        *_tables("columns", "indicators", "tasks", "funds", "list"),
        *_tables("fields", "fields", "goals", "sections"),
    ]
    labels = {label for table in tables for label in table.labels}
    labels |= {label for entry in load("funds")["item"] for label in entry["labels"]}
    return (
        ("operators", tuple(sorted(operators))),
        ("levels", tuple(sorted(names | short))),
        ("units", tuple(sorted(units))),
        ("labels", tuple(sorted(labels))),
    )


def _tables(file: str, *tables: str) -> list[Vocabulary]:
    return [vocabulary(file, table) for table in tables]
