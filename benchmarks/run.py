"""Measure one case and print one JSON line: python benchmarks/run.py CASE.

Whole processes (`help`, `profile-KAZ` ...): wall and CPU seconds of the best of `REPS` runs after one warm-up, CPU time of children
included, peak memory of the largest process. The checks are read from what the run wrote, so that a fast wrong answer shows.

Kernels (`impact-b` ...): the same fields for calls of one kernel on the peers' input, $PEERS_HOME/inputs/*.npz, which is read before;
`first_cpu_s` is the first call, with what it compiles or loads, and `import_s` the imports of that case alone. `peak_rss_mb` is the
high-water mark of this process, or of its largest child, before the checks are computed. Linux and macOS.
"""

import time

START = time.perf_counter()

import importlib  # noqa: E402  import_s counts from the line above
import json  # noqa: E402
import os  # noqa: E402
import resource  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import highground  # noqa: E402

REPS = 3
CLI = [sys.executable, "-m", "highground"]
PROFILES = {
    "help": [*CLI, "--help"],
    "profile-KAZ": [*CLI, "profile", "KAZ", "--out"],
    "profile-ECU": [*CLI, "profile", "ECU", "--out"],
    "profile-KAZ-100": [*CLI, "profile", "KAZ", "--members", "100", "--out"],
}
MODULES = {  # how a case's name begins -> its module in cases/
    "impact": "impact",
    "uncertainty": "impact",
    "assign": "assign",
    "flow": "routing",
    "gravity": "flows",
    "radiation": "flows",
    "fill": "terrain",
    "route": "terrain",
    "steepest": "terrain",
    "relief": "terrain",
    "fit": "fits",
    "households": "households",
    "hop": "households",
}
MAKE_INPUTS = (
    "PEERS_HOME={home} python inputs.py {name}, in the folder of the peers' benchmarks, makes it; PEERS_HOME says where it is"
)


def cpu_s() -> float:
    """CPU seconds of this process and of its finished children so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def megabytes(maxrss: int) -> float:
    """What getrusage calls ru_maxrss, in MB of 1,048,576 bytes."""
    return maxrss / (1024 if sys.platform == "linux" else 1024**2)


def peak_mb() -> float:
    """High-water mark of this program or of its largest child; ru_maxrss alone would inherit that of a large parent."""
    children = megabytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    status = Path("/proc/self/status")
    if not status.exists():
        return max(children, megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
    own = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return max(children, own / 1024)


class Arrays(dict[str, Any]):
    """The arrays of one input of the peers, each read when it is first asked for, so that none takes memory in vain."""

    def __init__(self, name: str) -> None:
        super().__init__()
        home = Path(os.environ.get("PEERS_HOME") or ".peers")
        self.path = home / "inputs" / f"{name}.npz"
        if not self.path.exists():
            sys.exit(f"{self.path} is missing. {MAKE_INPUTS.format(home=home, name=name)}.")

    def __missing__(self, key: str) -> Any:
        self.read([key])
        return self[key]

    def read(self, keys: list[str] | None = None) -> None:
        """Read some arrays, or all."""
        import numpy as np  # noqa: PLC0415  only kernels need it

        with np.load(self.path) as arrays:
            self.update({key: arrays[key] for key in keys or arrays.files})


def kernel(name: str) -> dict[str, Any]:
    """Measure calls of one kernel: the fields that depend on the case."""
    case = cases_of(MODULES[name.split("-", maxsplit=1)[0]])[name]
    import_s = time.perf_counter() - START
    load1 = os.getloadavg()[0]
    arrays = Arrays(case.source)
    fingerprint = str(arrays["fingerprint"])
    call = case.prepare(arrays)
    if arrays.keys() == {"fingerprint"}:
        arrays.read()  # or the call would read them, and be charged for it
    readings = []
    for _ in range(case.reps):
        result = None  # so that two results never stand side by side
        cpu, wall = cpu_s(), time.perf_counter()
        result = call()
        readings.append((cpu_s() - cpu, time.perf_counter() - wall))
    peak = peak_mb()
    found = case.checks(result)
    checks, remarks = found if isinstance(found, tuple) else (found, {})
    best = min(readings)
    return {
        "wall_s": round(best[1], 4), "cpu_s": round(best[0], 4), "first_cpu_s": round(readings[0][0], 4), "import_s": round(import_s, 2),
        "peak_rss_mb": round(peak), "input": fingerprint, "checks": {key: float(value) for key, value in checks.items()},
        "remarks": remarks, "reps": case.reps, "load1": round(load1, 2),
    }  # fmt: skip


def cases_of(module: str) -> dict[str, Any]:
    """The cases of one module; none when the module is not there."""
    try:
        cases: dict[str, Any] = importlib.import_module(f"cases.{module}").CASES
    except ModuleNotFoundError as missing:
        if missing.name != f"cases.{module}":
            raise
        return {}
    return cases


def measure(command: list[str]) -> tuple[float, float, float]:
    """Wall s, CPU s and peak MB of one run; the peak is that of the largest child so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, megabytes(after.ru_maxrss)


def evidence_checks(folder: Path) -> tuple[dict[str, float], str]:
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


def process(name: str) -> dict[str, Any]:
    """Measure runs of a whole process: the fields that depend on the case."""
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "run"
        command = [*PROFILES[name], str(target)] if PROFILES[name][-1] == "--out" else PROFILES[name]
        readings = [measure(command) for _ in range(REPS + 1)][1:]
        found, fingerprint = evidence_checks(target) if target.exists() else ({}, "")
    wall, cpu = min(r[0] for r in readings), min(r[1] for r in readings)
    return {
        "wall_s": round(wall, 3), "cpu_s": round(cpu, 3), "peak_rss_mb": round(max(r[2] for r in readings)),
        "input": fingerprint, "checks": found, "reps": REPS, "load1": round(os.getloadavg()[0], 2),
    }  # fmt: skip


def main() -> None:
    """Run the named case; without a name list the cases."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    module = MODULES.get(name.split("-")[0])
    if name not in PROFILES and (module is None or name not in cases_of(module)):
        kernels = [case for found in dict.fromkeys(MODULES.values()) for case in cases_of(found)]
        sys.exit("\n".join([*PROFILES, *kernels]))
    fields = process(name) if name in PROFILES else kernel(name)
    line = {"peer": "highground", "version": highground.__version__, "case": name, **fields}
    line |= {"python": sys.version.split()[0], "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")}
    print(json.dumps(line))


if __name__ == "__main__":
    main()
