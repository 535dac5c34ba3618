"""The same work on a Dask cluster, through the same seam: its client gives an executor.

The extra `cluster` brings `distributed`. Workers need this package, one thread each (`--nthreads 1`: a deadline ends
its whole process) and a nanny that starts them anew; raw files and store must be where all of them can reach them.
"""

from math import inf
from typing import TYPE_CHECKING

from pipelines.language import say
from pipelines.run.runner import Crew

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["ClusterUnavailable", "dask_crew"]

CONNECT_SECONDS = 20


class ClusterUnavailable(Exception):
    """No cluster can be reached: the library is missing, or nobody answers at the address."""


def dask_crew(address: str, seconds: float = CONNECT_SECONDS) -> Crew:
    """The workers of the cluster whose scheduler listens at an address like `tcp://host:8786`.

    Raises ClusterUnavailable.
    """
    try:
        import dask
        from distributed import Client, KilledWorker
    except ImportError as fault:
        raise ClusterUnavailable(say("stop.no_dask")) from fault
    try:
        client = Client(address, timeout=seconds)
    except (OSError, ValueError) as fault:
        raise ClusterUnavailable(say("stop.no_scheduler", address=address, why=fault)) from fault
    workers = sum(client.nthreads().values())
    if not workers:
        raise ClusterUnavailable(say("stop.no_workers", address=address))

    def start(count: int) -> "Executor":
        executor: Executor = client.get_executor(pure=False, retries=1)
        return executor

    deaths = 1 + int(dask.config.get("distributed.scheduler.allowed-failures"))
    return Crew(start, workers, lost=(KilledWorker,), recycle=inf, deaths=deaths)
