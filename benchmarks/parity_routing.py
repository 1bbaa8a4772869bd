"""Our routing beside com4FlowPy's, cell by cell: python benchmarks/parity_routing.py [FOLDER].

FOLDER holds the rasters that the peers' scripts keep (`parity` under $PEERS_HOME if not given). Counts must be equal in every cell and
every other raster within 1e-5 where flow came. Prints one line a raster; exit 1 on disagreement, 2 where there is nothing to compare.
"""

import os
import sys
from pathlib import Path

import numpy as np

from highground.land.hazards.routing import RASTERS, Rule, route

TOLERANCE = 1e-5  # relative; single precision in the peer's files


def differences(file: Path) -> dict[str, float]:
    """For each raster the largest relative difference where flow came; for counts the number of cells that differ anywhere."""
    with np.load(file) as held:
        theirs = {name: held[name] for name in held.files}
    dem = np.where(theirs["dem"] == theirs["nodata"], np.nan, theirs["dem"]).astype(np.float32)
    rule = Rule(*(float(theirs[name]) for name in ("alpha", "max_z", "exponent", "flux_threshold")))
    ours = route(dem, float(theirs["cell"]), np.stack([theirs["row"], theirs["col"]], axis=1).astype(int), rule)
    came = theirs["cell_counts"] > 0
    found = {"cell_counts": float((ours.raster("cell_counts") != np.maximum(theirs["cell_counts"], 0)).sum())}
    for name in RASTERS:
        if name != "cell_counts":
            here, there = ours.raster(name)[came].astype(float), theirs[name][came].astype(float)
            found[name] = float((np.abs(here - there) / np.maximum(np.abs(there), 1e-30))[here != there].max(initial=0.0))
    return found


def main() -> None:
    """Compare every file in the folder."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ.get("PEERS_HOME", ".peers")) / "parity"
    files = sorted(given.glob("flow-*.npz"))
    if not files:
        sys.stderr.write(f"{given} holds no flow-*.npz: run run_avaframe.py flow-300-avalanche and flow-300-debris first.\n")
        sys.exit(2)
    wrong = 0
    for file in files:
        for name, difference in differences(file).items():
            fine = difference == 0 if name == "cell_counts" else difference <= TOLERANCE
            wrong += not fine
            print(f"{'ok' if fine else 'DIFFERS':8s}{file.stem:20s}{name:16s}{difference:.2g}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
