"""A driver of its own, to be killed: `python drive.py RAW OUT [--scheduler ADDRESS] [--workers N]` with fake stages."""

import argparse
import sys

import fakes

from pipelines.cli.progress import progress
from pipelines.cli.report import summarize
from pipelines.run.clusters import dask_crew
from pipelines.run.job import run
from pipelines.run.plan import Choice
from pipelines.run.runner import local_crew
from pipelines.store.objects import Store


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("raw")
    arguments.add_argument("out")
    arguments.add_argument("--scheduler")
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--timeout", type=float, default=60)
    given = arguments.parse_args()
    crew = dask_crew(given.scheduler) if given.scheduler else local_crew(given.workers)
    choice = Choice(timeout=given.timeout, memory=1 << 30)
    with progress("json") as told:
        summary = run([given.raw], Store(given.out), fakes.stages(), crew, choice=choice, progress=told.document)
    summarize(summary, given.out)
    return summary.exit_code


if __name__ == "__main__":
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
