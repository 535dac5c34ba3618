"""What notebooks and programs use: tables loaded, one document read, the picture of a value.

    read ──► load      a document's tables, from a store of its own that lasts as long as the session
    load               a store's tables, in pandas, polars or DuckDB
    look               where a row or a value stands on its page, as a picture

`jixiao` at top level names these; nothing else does.
"""
