"""The command that writes results as a static site."""

import os
import sys
from pathlib import Path
from typing import Annotated, TextIO

from cyclopts import Parameter

from pipelines.cli.options import DEFAULT_OUT, Out, Workers
from pipelines.language import say

__all__ = ["site"]

_MOST = 10
"""Documents without pictures that are named."""


def site(
    *,
    to: Annotated[Path, Parameter(required=True)],
    out: Out = DEFAULT_OUT,
    pictures: bool = True,
    workers: Workers = None,
) -> int:
    """Write the results as a static site: a folder that any browser opens, without server and network.

    It has a search over units, projects and indicators and a page for each project with its forms over the years; a
    click on any value shows it on its page. Run again, it writes the data anew; pages that are drawn stay.

    Examples:

    ```
    jixiao site --out data/out --to site
    jixiao site --to /media/usb/2026 --no-pictures
    ```

    Parameters
    ----------
    to
        The site's folder; empty, or a site written before.
    pictures
        Draw the pages (some 30 KB each).
    """
    from pipelines.run.runner import local_crew
    from pipelines.site import build

    crew = local_crew(workers or os.cpu_count() or 1) if pictures else None
    done = build(out, to, crew, lambda text: _say(text, sys.stderr))
    if done.without:
        _say(say("summary.no_pictures", n=len(done.without)))
        for why in done.without[:_MOST]:
            _say(f"   {why}")
        if len(done.without) > _MOST:
            _say(say("summary.more_short", n=len(done.without) - _MOST))
    forms = say("count.forms", n=done.forms)
    _say(say("summary.site", to=to, forms=forms, projects=done.projects, n=done.drawn))
    return 0


def _say(text: str, to: TextIO | None = None) -> None:
    (to or sys.stdout).write(f"{text}\n")
