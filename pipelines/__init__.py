"""Stages, artefacts, ledger, export and the command line: the year in bulk.

    cli/        what a person types, what is said on the way and at the end
    run/        which documents have anything to do, the workers, the stages, what became of each
    intake/     which files were handed in, those in archives too
    store/      where all is kept: objects, artefacts, the ledger, what people say, a province's own words, locks
    export/     tables, workbooks, a page of links, the ledger as a table
    sample/     spot checks: what nobody was asked about, drawn at random, and what people found of it
    settle/     what is doubtful as decisions, people's answers taken in and applied
    findings/   what does not add up, told and reported, with people's notes
    language/   what a person reads, in Chinese or English
    analysis/   the tables in pandas

    cli ─► run.job ─┬► intake.find     which files were handed in
                    ├► store.ledger    what became of each document
                    ├► run.plan        which have anything to do
                    ├► run.runner      hands them to an executor (processes, a Dask cluster) and isolates killers
                    │    └► watch ─► work ─► stages     in the worker: limits, then extract and normalize
                    └► export.write    forms, versions, layout, years, documents, package; then the workbooks

Everything stands on `store.objects`: a tree of objects in a folder or a bucket, each written whole or not at all.
"""
