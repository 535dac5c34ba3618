"""Stages, artefacts, ledger, export and the command line: the year in bulk.

    cli ─► run ─┬► intake      which files were handed in
                ├► ledger      what became of each document
                ├► plan        which have anything to do
                ├► runner      hands them to an executor (this machine's processes, a Dask cluster) and isolates killers
                │    └► watch ─► work ─► stages     in the worker: limits, then extract and normalize, an artefact each
                └► export ─► forms, versions, layout, tables, documents, package

Everything stands on `store`: a tree of objects in a folder or a bucket, each written whole or not at all.
"""
