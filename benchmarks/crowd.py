"""10 million households for 30 years, with and without impacts, on a dask cluster: python benchmarks/crowd.py [HOUSEHOLDS] [WORKERS ...].

The towns of the peers ($PEERS_HOME/inputs/towns.npz), the full yearly rule of `cases/households.py`, and a cluster of 1, 2 and 4 workers of one
thread, each at most 8 GB. Prints one line a cluster: wall and CPU seconds, largest memory of a worker, and the hash of all totals, which must be
the same; exit 1 where it is not.
"""

import hashlib
import sys
import time
from dataclasses import replace

from cases.households import YEARS, conditions, country
from run import Arrays

from highground.people.mobility.expected import NO_IMPACTS
from highground.people.mobility.households.conditions import tables
from highground.people.mobility.households.difference import difference
from highground.people.mobility.households.typed import choices
from highground.research import crowd

HOUSEHOLDS, WORKERS = 10_000_000, (1, 2, 4)
MEMORY = "8GB"


def used() -> tuple[float, float]:
    """CPU seconds and high-water mark in MB of a worker so far."""
    import resource  # noqa: PLC0415  runs on the worker

    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def fingerprint(found) -> str:
    """The start of a hash of every total of every run."""
    digest = hashlib.sha256()
    for name in sorted(found):
        for part in crowd.SUMS:
            digest.update(getattr(found[name], part).tobytes())
    return digest.hexdigest()[:16]


def prepared(z, count):
    """The plan of so many households, and their conditions with and without impacts."""
    made, given = conditions(z, count)
    types, numbers, _ = country(z, count)
    wish, can = choices(types, [NO_IMPACTS] * YEARS, numbers, 0)
    exposed = made.exposed_at(len(z["leave"]))
    return made, {"with": tables(given, exposed), "without": tables(replace(given, aspiration=wish, capability=can), exposed)}


def measured(made, runs, workers):
    """Wall seconds, CPU seconds of all workers, MB of the largest one, and totals of one cluster."""
    from dask.distributed import Client, LocalCluster  # noqa: PLC0415  workers import this file too

    cluster = LocalCluster(n_workers=workers, threads_per_worker=1, memory_limit=MEMORY, dashboard_address=None)
    with cluster, Client(cluster) as client:
        client.wait_for_workers(workers)
        before = sum(cpu for cpu, _ in client.run(used).values())
        started = time.perf_counter()
        found = crowd.run(made, runs, cluster=cluster.scheduler_address)
        wall = time.perf_counter() - started
        after = client.run(used).values()
        return wall, sum(cpu for cpu, _ in after) - before, max(peak for _, peak in after), found


def main() -> None:
    """Run the clusters one after another and compare."""
    count = int(float(sys.argv[1])) if len(sys.argv) > 1 else HOUSEHOLDS
    clusters = [int(word) for word in sys.argv[2:]] or WORKERS
    made, runs = prepared(Arrays("towns"), count)
    prints = set()
    for workers in clusters:
        wall, cpu, peak, found = measured(made, runs, workers)
        prints.add(fingerprint(found))
        steps = sum(int(totals.of("households").sum()) for totals in found.values())
        added = int(difference(found["with"], found["without"]).slow["moved_out"].values.sum())
        print(
            f"{workers} workers: {made.size:,} households, {YEARS} years, 2 runs, {steps:,} household-steps; {wall:.1f} s, "
            f"{cpu:.1f} s of CPU; "
            f"largest worker {peak:.0f} MB; moves added {added:,}; totals {fingerprint(found)}",
            flush=True,
        )
    sys.exit(len(prints) > 1)


if __name__ == "__main__":
    main()
