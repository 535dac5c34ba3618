"""`documents.parquet`: the ledger as a table, a row per document."""

import io
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.language.reasons import explain
from pipelines.store.ledger import Entry

__all__ = ["LEDGER_FIELDS", "LEDGER_PATH", "documents_parquet", "row"]

LEDGER_PATH = "documents.parquet"
_TIME = pa.timestamp("us", tz="UTC")
_COLUMNS: tuple[tuple[str, pa.DataType, str, str], ...] = (
    ("doc_id", pa.string(), "string", "文件编号"),
    ("source", pa.string(), "string", "文件名"),
    ("sources", pa.list_(pa.string()), "any", "全部文件名"),
    ("sha256", pa.string(), "string", "文件 SHA-256"),
    ("bytes", pa.int64(), "integer", "字节数"),
    ("pages", pa.int32(), "integer", "页数"),
    ("status", pa.string(), "string", "状态"),
    ("reason", pa.string(), "string", "原因与处理办法"),
    ("path", pa.string(), "string", "报送目录中的路径"),
    ("received_at", _TIME, "datetime", "报送时间"),
    ("forms", pa.int32(), "integer", "表单数"),
    ("indicators", pa.int32(), "integer", "指标数"),
    ("extract_engine", pa.string(), "string", "读取方式"),
    ("extract_version", pa.string(), "string", "提取版本"),
    ("extract_seconds", pa.float64(), "number", "提取用时(秒)"),
    ("normalize_version", pa.string(), "string", "规范化版本"),
    ("normalize_seconds", pa.float64(), "number", "规范化用时(秒)"),
    ("ingested_at", _TIME, "datetime", "入库时间(UTC)"),
)
_SCHEMA = pa.schema([(name, kind) for name, kind, _, _ in _COLUMNS])
_NULLABLE = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
LEDGER_FIELDS = [{"name": name, "type": kind, "title": title} for name, _, kind, title in _COLUMNS]


def row(entry: Entry) -> dict[str, Any]:
    """An entry as a row of the ledger."""
    outcome = entry.outcome
    steps = outcome.steps if outcome else {}
    return {
        "doc_id": entry.doc_id,
        "source": entry.names[0],
        "sources": list(entry.names),
        "sha256": entry.sha256,
        "bytes": entry.bytes,
        "pages": outcome.pages if outcome else None,
        "status": entry.status,
        "reason": explain(entry.reason, entry.message, "zh"),
        "path": entry.path,
        "received_at": entry.received[0],
        "forms": outcome.forms if outcome else 0,
        "indicators": outcome.indicators if outcome else 0,
        "extract_engine": outcome.engine if outcome else None,
        "ingested_at": entry.ingested_at,
        **{f"{name}_version": step.version for name, step in steps.items()},
        **{f"{name}_seconds": step.seconds for name, step in steps.items()},
    }


def documents_parquet(entries: Iterable[Entry]) -> bytes:
    """The ledger as one Parquet file, by name and then hash. Documents still waiting are not in it: nothing became
    of them yet."""
    rows = sorted(
        (row(e) for e in entries if e.status != "waiting"), key=lambda r: (r["source"], r["path"], r["sha256"])
    )
    table = pa.Table.from_pylist(rows, _SCHEMA).to_pandas(types_mapper=_NULLABLE.get)
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(table, _SCHEMA, preserve_index=False), sink, compression="zstd")
    return sink.getvalue()
