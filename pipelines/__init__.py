"""Stages, artefacts, ledger, export and the command line: the year in bulk."""
