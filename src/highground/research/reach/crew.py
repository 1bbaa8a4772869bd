"""Who does the jobs: this process, several processes of this computer, or a dask cluster. The answers are the same, bit for bit."""

import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Any, Final, Protocol

from highground.basis.errors import MissingSource

Work = Callable[[Any], Any]

MOST_TRIES: Final = 3  # times that a job may lose its worker before we give up; judged
WAIT_S: Final = 10  # s that a scheduler has to answer; judged


class Crew(Protocol):
    """Takes jobs and gives back futures; `room` is how many it wants at once, `losses` what a future raises whose worker was lost."""

    room: int
    losses: tuple[type[Exception], ...]

    def submit(self, work: Work, task: Any) -> Any:
        """Hand over a job."""

    def ready(self, futures: list[Any]) -> list[Any]:
        """Wait until at least one of the jobs has ended; those that have."""

    def renew(self) -> None:
        """Take on new workers after one was lost."""

    def close(self) -> None:
        """Let the workers go."""


class Alone:
    """This process: a job is done when it is handed over."""

    room = 1
    losses: tuple[type[Exception], ...] = ()

    def submit(self, work: Work, task: Any) -> Any:
        """Do it now."""
        future: Future[Any] = Future()
        future.set_result(work(task))
        return future

    def ready(self, futures: list[Any]) -> list[Any]:
        """All of them."""
        return futures

    def renew(self) -> None:
        """Nobody is lost."""

    def close(self) -> None:
        """Nobody is let go."""


class Processes:
    """Several processes of this computer."""

    losses: tuple[type[Exception], ...] = (BrokenProcessPool,)

    def __init__(self, count: int) -> None:
        self.count, self.room = count, count + 1  # one job waits, so that no worker does
        self.pool = self._hire()

    def _hire(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.count, mp_context=get_context("spawn"), initializer=_deaf)

    def submit(self, work: Work, task: Any) -> Any:
        """Hand over a job; a pool that broke meanwhile is told by its future."""
        try:
            return self.pool.submit(work, task)
        except BrokenProcessPool as error:
            future: Future[Any] = Future()
            future.set_exception(error)
            return future

    def ready(self, futures: list[Any]) -> list[Any]:
        """Wait for the first."""
        return list(wait(futures, return_when=FIRST_COMPLETED).done)

    def renew(self) -> None:
        """A new pool."""
        self.close()
        self.pool = self._hire()

    def close(self) -> None:
        """Drop what waits; what runs is ended with its process."""
        running = list((self.pool._processes or {}).values())  # the pool has no public way to end a job
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in running:
            with suppress(OSError, ValueError):
                process.terminate()


class Cluster:
    """Workers of a dask scheduler.

    Raises MissingSource when dask is not installed or nobody answers at the address.
    """

    def __init__(self, address: str) -> None:
        try:
            from dask.distributed import Client, KilledWorker  # noqa: PLC0415
        except ImportError as error:
            raise MissingSource('a cluster needs dask, which is not installed: pip install "highground[cluster]"') from error
        try:
            self.client: Any = Client(  # type: ignore[no-untyped-call]
                address, timeout=WAIT_S, set_as_default=False
            )
        except (OSError, TimeoutError, ValueError) as error:
            raise MissingSource(f"no dask scheduler answers at {address}; start one there, or leave --cluster out") from error
        self.losses: tuple[type[Exception], ...] = (KilledWorker,)
        self.room = 2 * max(1, len(self.client.scheduler_info(n_workers=-1)["workers"]))

    def submit(self, work: Work, task: Any) -> Any:
        """Hand over a job; the cluster itself does it again when a worker is lost."""
        return self.client.submit(work, task, pure=False, retries=MOST_TRIES)

    def ready(self, futures: list[Any]) -> list[Any]:
        """Wait for the first."""
        from dask import distributed  # noqa: PLC0415

        pool: Any = distributed
        with self.client.as_current():
            return list(pool.wait(futures, return_when="FIRST_COMPLETED").done)

    def renew(self) -> None:
        """The scheduler sees to that."""

    def close(self) -> None:
        """Leave the cluster."""
        self.client.close()


def hire(workers: int, address: str) -> Crew:
    """The crew for so many workers, or at a scheduler's address."""
    if address:
        return Cluster(address)
    return Processes(workers) if workers > 1 else Alone()


def _deaf() -> None:
    """The first process decides what an interrupt means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def do(crew: Crew, jobs: Iterable[Any], prepare: Callable[[Any], Any], work: Work, finish: Callable[[Any, Any], Any]) -> None:
    """Do every job. `prepare` makes a job's task just before it is handed over, so that few are held at once; `finish` takes the job
    and its answer as they come, in any order, and may give back a job to be done yet.

    A job whose worker is killed is done again. Raises what a job raises, and MemoryError when one loses its worker again and again.
    """
    waits, runs, tries = deque(jobs), dict[Any, Any](), Counter[int]()
    while waits or runs:
        while waits and len(runs) < crew.room:
            job = waits.popleft()
            runs[crew.submit(work, prepare(job))] = job
        for future in crew.ready(list(runs)):
            try:
                answer = future.result()
            except crew.losses as error:
                tries.update(id(job) for job in runs.values())
                if max(tries.values()) > MOST_TRIES:
                    raise MemoryError("a job lost its worker again and again, most likely for want of memory") from error
                waits.extendleft(runs.values())
                runs.clear()
                crew.renew()
                break
            again = finish(runs.pop(future), answer)
            if again is not None:
                waits.append(again)
