"""`benchmarks/results/bulk.md`: the figures beside what must hold."""

from typing import Any


def written(known: dict[str, Any]) -> str:
    """The report of what has been measured so far."""
    lines = [
        "# A year in bulk",
        "",
        "Written by the commands below; `benchmarks/bulk/command.py` says what is measured.",
        "",
    ]
    if "year" in known:
        lines += [*year(known["year"]), ""]
    if "workers" in known:
        lines += [*workers(known["workers"]), ""]
    return "\n".join(lines)


def year(figures: dict[str, Any]) -> list[str]:
    """One run over a year's documents and what comes after it."""
    memory, second, more = figures["memory_mib"], figures["second_run"], figures["one_more"]
    cpu = figures["cpu_seconds"]
    return [
        f"`{figures['command']}` on {figures['machine']}",
        "",
        "| what | must hold | measured |",
        "| --- | --- | --- |",
        f"| {figures['documents']:,} documents, {figures['workers']} workers, wall time | | "
        f"{figures['wall_seconds']} s ({figures['documents_a_second']} documents a second) |",
        f"| processor time: stages; all of the workers; driver; other programs meanwhile | | "
        f"{figures['stage_cpu_seconds']} s; {cpu['workers']} s; {cpu['driver']} s; {cpu['others']} s |",
        f"| wall time beyond the stages' own processor time / workers | < 5% | {figures['overhead_percent']}% |",
        f"| memory of the driver, second fifth of the run → last | flat | {moved(memory['driver'])} |",
        f"| memory of the largest worker | flat | {moved(memory['largest_worker'])} |",
        f"| second run, export included | about 3 s, nothing to do | {second['seconds']} s, "
        f"{second['worked']} documents |",
        f"| the year's tables with one more document ({figures['rows']['indicators']:,} indicators) | about 10 s | "
        f"{more['export_seconds']} s |",
        f"| folders written then, of {figures['folders']:,} | in proportion | {more['folders_written']} |",
        f"| tables and all folders from nothing | | {figures['export_from_nothing_seconds']} s |",
    ]


def workers(figures: dict[str, Any]) -> list[str]:
    """One worker beside several."""
    rows = []
    for kind in (name for name, found in figures.items() if isinstance(found, dict)):
        for run in figures[kind]["runs"].values():
            cells = [
                f"{figures[kind]['documents']} {kind}",
                str(run["workers"]),
                f"{run['wall_seconds']} s",
                f"{run['stage_cpu_seconds']} s",
                f"{run['overhead_percent']}%",
                f"{run['cpu_seconds']['others']} s",
                "" if run["workers"] == 1 else f"{figures[kind]['times']}",
            ]
            rows.append(f"| {' | '.join(cells)} |")
    return [
        f"`{figures['command']}` on {figures['machine']}; two workers must be at least 1.8 times one",
        "",
        "| documents | workers | wall | stages' processor time | overhead | other programs | times one worker |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *rows,
    ]


def moved(values: dict[str, float]) -> str:
    """Memory early and late."""
    return f"{values['early']} → {values['late']} MiB"
