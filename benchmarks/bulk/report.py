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
    if "export" in known:
        lines += [*export(known["export"]), ""]
    if "workers" in known:
        lines += [*workers(known["workers"]), ""]
    return "\n".join(lines)


def year(figures: dict[str, Any]) -> list[str]:
    """One run over a year's documents and what comes after it."""
    memory, second = figures["memory_mib"], figures["second_run"]
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
    ]


def export(figures: dict[str, Any]) -> list[str]:
    """The export of a year's documents: tables, folders, workbooks."""
    rows = [
        f"| {name} | ≤ {most} s | {sum(cost['cpu_seconds'][who] for who in ('driver', 'workers')):.1f} s | "
        f"{cost['wall_seconds']} s | {cost['cpu_seconds']['others']} s | {cost['folders_written']:,} |"
        for name, most, cost in (
            ("from nothing", 45, figures["from_nothing"]),
            ("with one more document", 10, figures["one_more"]),
        )
    ]
    return [
        f"`{figures['command']}` on {figures['machine']}: {figures['documents']:,} documents, "
        f"{figures['rows']['indicators']:,} indicators, {figures['folders']:,} folders",
        "",
        "| export | processor time must hold | measured | wall | other programs meanwhile | folders written |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *rows,
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
