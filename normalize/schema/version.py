"""The version of the schema: a number that every row, every artefact and every description carries."""

__all__ = ["SCHEMA_VERSION"]

SCHEMA_VERSION = "2"
