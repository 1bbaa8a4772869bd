import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
import xarray as xr

from highground.basis.ensemble import Ensemble
from highground.catalogue.regions import find_region
from highground.catalogue.runs import Run
from highground.catalogue.shelf import default_shelf, sha256_of
from highground.research.chapters import mapped
from highground.research.profile import profile

YEARS = np.array([10.0, 100.0])
DEPTH = np.array([[10.0, 0.0, 0.0], [10.0, 10.0, 0.0]])  # three cells; the third is dry in both maps
PEOPLE = np.array([100.0, 200.0, 300.0])


def certain(between: float, members: int = 2) -> mapped.Drawn:
    one = np.ones(members)
    return mapped.Drawn(one, one, one, 5 * one, between * one)


def test_two_maps_and_three_cells_as_on_paper() -> None:
    """100 people at 10 years, 300 at 100: 0.09 x 100 + 0.01 x 300 = 12; with the mean between the maps 0.09 x 200 + 3 = 21."""
    sizes = mapped.displaced(DEPTH, PEOPLE, YEARS, certain(0))
    assert sizes.tolist() == [pytest.approx([100, 300])] * 2
    assert mapped.per_year(sizes, YEARS, certain(0)) == pytest.approx([12, 12])
    assert mapped.per_year(sizes, YEARS, certain(1)) == pytest.approx([21, 21])
    published = (sizes[0] / YEARS).sum()  # 13: counts the 100 in both maps
    assert published == pytest.approx(13)


def test_no_water_and_no_people_displace_nobody() -> None:
    assert not mapped.displaced(0 * DEPTH, PEOPLE, YEARS, certain(0)).any()
    assert not mapped.displaced(DEPTH[:, :0], PEOPLE[:0], YEARS, certain(0)).any()


def test_nobody_is_displaced_who_is_not_there_and_deeper_water_never_displaces_fewer() -> None:
    drawn = mapped.draw(np.full(200, 600.0), Ensemble(members=200))
    shallow, deep = (mapped.displaced(factor * DEPTH / 10, PEOPLE, YEARS, drawn) for factor in (0.5, 2.0))
    assert (deep >= shallow).all()
    assert (deep <= PEOPLE[:2].sum() + 1e-9).all()
    assert shallow[:, 1].std() > 10  # the curve is drawn


def test_depth_is_read_where_people_live_and_is_blank_beyond_the_maps() -> None:
    raster = xr.DataArray([[1.0, 2.0, np.nan, 4.0]], {"lat": [0.5], "lon": [0.5, 1.5, 2.5, 3.5]}, ("lat", "lon"))
    floods = xr.DataArray([[[1.0, 2.0]], [[3.0, 4.0]]], {"years": YEARS, "lat": [0.5], "lon": [0.5, 1.5]}, ("years", "lat", "lon"))
    cells = mapped.cells_of(raster, floods, [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 4, 1)])
    assert cells.people.tolist() == [1, 2, 4]
    assert cells.unit.tolist() == [0, 1, 1]
    assert cells.depth[:, :2].tolist() == [[1, 2], [3, 4]]
    assert np.isnan(cells.depth[:, 2]).all()


def write_pack(folder: Path) -> None:
    """Ecuador with 100 people a cell; the west of 79 degrees under 10 m of water once in 10 years, the west of 78.5 once in 100."""
    lat, lon = np.arange(1.95, -5.5, -0.1), np.arange(-92.0, -75.0, 0.1)
    people = np.full((1, lat.size, lon.size), 100, dtype="float32")
    depth = np.stack([np.where(lon[None] < edge, 10.0, 0.0).repeat(lat.size, 0) for edge in (-79.0, -78.5)]).astype("float32")
    shape = {"driver": "GTiff", "height": lat.size, "width": lon.size, "dtype": "float32", "crs": "EPSG:4326"}
    place = rasterio.Affine(0.1, 0, lon[0] - 0.05, 0, -0.1, lat[0] + 0.05)
    roles = {"people": (people, "population", "persons", ("",)), "floods": (depth, "river_flood_maps", "m", ("RP10", "100 years"))}
    for name, (values, role, unit, words) in roles.items():
        with rasterio.open(folder / f"{name}.tif", "w", count=len(values), transform=place, **shape) as file:
            file.write(values)
            file.descriptions = words
        card = {
            "id": f"somebody-{name}-2024", "producer": "Somebody", "title": name, "edition": "2024", "url": "", "licence": "CC BY 4.0",
            "citation": "Somebody (2024)", "sha256": sha256_of(folder / f"{name}.tif"), "measures": unit, "blank_means": "dry",
            "caveat": "invented", "file": f"{name}.tif", "provides": role, "unit": unit,
        }  # fmt: skip
        lines = [f'{key} = "{value}"' for key, value in card.items()]
        (folder / f"{name}.toml").write_text("\n".join([*lines, "accessed = 2026-11-23"]), encoding="utf-8")


def test_flood_maps_of_a_pack_speak_in_the_profile_beside_the_record(tmp_path: Path) -> None:
    write_pack(tmp_path)
    shelf = default_shelf([tmp_path])
    run = profile(shelf, find_region("ECU", shelf), Ensemble(members=50))
    table = run.evidence[run.evidence["indicator"] == "displacement_mapped"].set_index("place")
    nation = table.loc["ECU"]
    assert {"somebody-people-2024", "somebody-floods-2024", "highground-judgement"} <= set(nation["sources"].split())
    people = run.evidence[(run.evidence["indicator"] == "population") & (run.evidence["year"] == 2025)]["mid"].iloc[0]
    assert 0.02 * people < nation["mid"] < 0.1 * people  # once in ten years at most, and about half the land is wet
    assert table.loc["EC-W"]["mid"] > 0  # Galapagos lies west of both
    assert table.loc["EC-D"]["mid"] == 0  # Orellana lies east
    said = next(claim for claim in run.claims if claim.id == "hazards.mapped")
    assert said.values["source"] == "somebody-floods-2024"


def test_without_maps_no_profile_speaks_of_them(ecuador: Run) -> None:
    assert "displacement_mapped" not in set(ecuador.evidence["indicator"])


def test_a_profile_without_maps_loads_no_numba() -> None:
    code = "import highground.research.profile, highground.research.chapters.mapped, sys; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
