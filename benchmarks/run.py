"""Measure one case as a whole process and print one JSON line: python benchmarks/run.py CASE.

Wall and CPU seconds of the best of `REPS` runs after one warm-up, CPU time of children included; peak memory of the largest process.
The checks are read from what the run wrote, so that a fast wrong answer shows. Linux and macOS.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import highground

REPS = 3
CLI = [sys.executable, "-m", "highground"]
CASES = {
    "help": [*CLI, "--help"],
    "profile-KAZ": [*CLI, "profile", "KAZ", "--out"],
    "profile-ECU": [*CLI, "profile", "ECU", "--out"],
    "profile-KAZ-100": [*CLI, "profile", "KAZ", "--members", "100", "--out"],
}


def measure(command: list[str]) -> tuple[float, float, float]:
    """Wall s, CPU s and peak MB of one run; the peak is that of the largest child so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def checks(folder: Path) -> tuple[dict[str, float], str]:
    """Sums of the evidence table that must not move, and the table's fingerprint."""
    import pandas as pd  # noqa: PLC0415  after the measuring: a child starts with its parent's memory

    evidence = pd.read_parquet(folder / "evidence.parquet")
    about = json.loads((folder / "run.json").read_text())
    national = evidence[evidence["place"] == about["iso3"]]
    people = national[(national["indicator"] == "people_place") & (national["year"] == 2025)]
    area = national[national["indicator"] == "land_area"]
    return {"rows": float(len(evidence)), "people": float(people["mid"].sum()), "area_km2": float(area["mid"].iloc[0])}, about[
        "files"
    ]["evidence.parquet"][:12]


def main() -> None:
    """Run the named case; without a name list the cases."""
    if len(sys.argv) != 2 or sys.argv[1] not in CASES:
        sys.exit("\n".join(CASES))
    name = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "run"
        command = [*CASES[name], str(target)] if CASES[name][-1] == "--out" else CASES[name]
        readings = [measure(command) for _ in range(REPS + 1)][1:]
        found, fingerprint = checks(target) if target.exists() else ({}, "")
    wall, cpu = min(r[0] for r in readings), min(r[1] for r in readings)
    line = {
        "peer": "highground", "version": highground.__version__, "case": name, "wall_s": round(wall, 3), "cpu_s": round(cpu, 3),
        "peak_rss_mb": round(max(r[2] for r in readings)), "input": fingerprint, "checks": found, "reps": REPS,
        "python": sys.version.split()[0], "load1": round(os.getloadavg()[0], 2), "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"),
    }  # fmt: skip
    print(json.dumps(line))


if __name__ == "__main__":
    main()
