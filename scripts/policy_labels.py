"""Puts the labels of both coders beside the key of the sample: `python scripts/policy_labels.py KEY.csv A.tsv B.tsv DECIDED.tsv OUT.csv`.

DECIDED.tsv (number, column, value, why) settles what the coders labelled differently; a coder whose file is empty or missing stays blank.
The passages themselves are not copied: iso3, page, hash and first five words name them.
"""

import csv
import sys
from pathlib import Path
from typing import Final

LABELS: Final = ("mobility", "migration", "displacement", "relocation", "immobility", "negated", "mountains", "cryosphere", "pastoralism", "strength", "finance")  # fmt: skip


def read(path: Path, delimiter: str = "\t") -> dict[str, dict[str, str]]:
    """Rows by number; none where there is no file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["number"]: row for row in csv.DictReader(file, delimiter=delimiter)}


def decided(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """What was settled, by number and column."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["number"], row["column"]): row for row in csv.DictReader(file, delimiter="\t")}


def main(key: Path, first: Path, second: Path, settled: Path, out: Path) -> None:
    """Writes the table of labels."""
    a, b, log = read(first), read(second), decided(settled)
    columns = ["number", "iso3", "page", "sha256", "begins", "stratum", "frame"]
    columns += [f"{name}_{who}" for name in LABELS for who in ("a", "b", "final")] + ["why"]
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        table.writeheader()
        for number, row in read(key, ",").items():
            labels: dict[str, str] = {}
            for name in LABELS:
                one, other = (coder.get(number, {}).get(name, "") for coder in (a, b))
                final = log.get((number, name), {}).get("value", (other or one) if one == other or not a or not b else "")
                labels |= {f"{name}_a": one, f"{name}_b": other, f"{name}_final": final}
            why = "; ".join(f"{name}: {line['why']}" for (at, name), line in log.items() if at == number)
            table.writerow(row | labels | {"why": why})


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:6]))
