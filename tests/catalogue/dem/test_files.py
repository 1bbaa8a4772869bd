import contextlib
import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from highground.basis.errors import BadData, MissingSource
from highground.catalogue.dem import read_dem
from highground.catalogue.dem.files import checked, hgt_corner, hgt_heights, is_hgt, raster_driver

Maker = Callable[..., Path]
VRT = """<VRTDataset rasterXSize="2" rasterYSize="2"><SRS>EPSG:32717</SRS>
<GeoTransform>780000, 30, 0, 9900000, 0, -30</GeoTransform>
<VRTRasterBand dataType="Float32" band="1"{band}><NoDataValue>-9999</NoDataValue>
<{kind}><SourceFilename relativeToVRT="{beside}">{file}</SourceFilename><SourceBand>1</SourceBand>{more}
<SrcRect xOff="0" yOff="0" xSize="2" ySize="2"/><DstRect xOff="0" yOff="0" xSize="2" ySize="2"/></{kind}>
</VRTRasterBand></VRTDataset>"""


def vrt(
    folder: Path, *, file: str = "dem.tif", kind: str = "SimpleSource", beside: int = 1, band: str = "", more: str = ""
) -> Path:
    path = folder / "mosaic.vrt"
    path.write_text(VRT.format(file=file, kind=kind, beside=beside, band=band, more=more), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "corner"),
    [("N00W078.hgt", (-78, 0)), ("S03W080.hgt.gz", (-80, -3)), ("n42e076.SRTMGL1.hgt", (76, 42))],
)
def test_a_tile_is_placed_by_its_name(name: str, corner: tuple[int, int]) -> None:
    assert is_hgt(Path(name))
    assert hgt_corner(Path(name)) == corner


@pytest.mark.parametrize("name", ["quito.hgt", "S01W79.hgt", "N95E010.hgt", "N10E200.hgt.gz"])
def test_a_tile_of_another_name_is_refused(name: str) -> None:
    with pytest.raises(BadData, match=r"give it (that|its) name back"):
        hgt_corner(Path(name))


def test_heights_are_read_from_the_north_in_big_endian(hgt: Maker) -> None:
    heights = np.zeros((1201, 1201))
    heights[0, 0], heights[-1, -1] = 258, -3
    for name in ("S01W079.hgt", "S01W079.hgt.gz"):
        found = hgt_heights(hgt(name, heights))
        assert (found[0, 0], found[-1, -1], found.sum()) == (258, -3, 255)


def test_a_tile_that_was_changed_is_read_again(hgt: Maker) -> None:
    assert hgt_heights(hgt(heights=1))[5, 5] == 1
    assert hgt_heights(hgt(heights=2000))[5, 5] == 2000


def test_a_link_gives_a_tile_its_name(hgt: Maker, tmp_path: Path) -> None:
    (tmp_path / "S02W079.hgt.gz").symlink_to(hgt(heights=300).rename(tmp_path / "tile-17"))
    assert float(read_dem([tmp_path / "S02W079.hgt.gz"]).mean()) == 300


def test_no_more_is_unpacked_than_a_tile_holds(tmp_path: Path) -> None:
    path = tmp_path / "S01W079.hgt.gz"
    path.write_bytes(gzip.compress(bytes(60_000_000), 1))
    with pytest.raises(BadData, match="more than 25,934,402 bytes"):
        hgt_heights(path)
    plain = tmp_path / "S01W079.hgt"
    plain.write_bytes(bytes(25_934_404))
    with pytest.raises(BadData, match="more than 25,934,402 bytes"):
        hgt_heights(plain)


@pytest.mark.parametrize("lost", [1, 100, 2_000])
def test_a_truncated_tile_is_refused(hgt: Maker, lost: int) -> None:
    packed = hgt(heights=np.random.default_rng(1).integers(0, 4000, (1201, 1201)))
    packed.write_bytes(packed.read_bytes()[:-lost])
    with pytest.raises(BadData, match=r"S01W079.hgt.gz cannot be unpacked .*fetch it again"):
        hgt_heights(packed)
    plain = hgt("S01W079.hgt")
    plain.write_bytes(plain.read_bytes()[:-lost])
    with pytest.raises(BadData, match=r"an SRTM tile 2,884,802 .*truncated"):
        hgt_heights(plain)


def test_nothing_is_written_beside_a_packed_tile(hgt: Maker) -> None:
    path = hgt()
    read_dem([path])
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", ["https://example.org/dem.tif", "/vsicurl/https://example.org/dem.tif", "/vsizip/a.zip/dem.tif", "s3://b/dem.tif"]
)
def test_an_address_is_refused(name: str) -> None:
    with pytest.raises(BadData, match="is an address, not a file"):
        checked(Path(name))


def test_what_is_not_there_or_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match=r"lost.tif is not there"):
        checked(tmp_path / "lost.tif")
    (tmp_path / "dangling.tif").symlink_to(tmp_path / "lost.tif")
    with pytest.raises(MissingSource, match=r"dangling.tif is not there"):
        checked(tmp_path / "dangling.tif")
    (tmp_path / "circle.tif").symlink_to(tmp_path / "circle.tif")
    with pytest.raises(MissingSource, match=r"circle.tif is not there"):
        checked(tmp_path / "circle.tif")
    with pytest.raises(BadData, match="is not a file"):
        checked(tmp_path)
    (tmp_path / "zero.tif").symlink_to("/dev/zero")
    with pytest.raises(BadData, match="is not a file"):
        checked(tmp_path / "zero.tif")


def test_archives_and_other_files_are_refused(tmp_path: Path, tiff: Maker) -> None:
    with zipfile.ZipFile(tmp_path / "dem.zip", "w") as archive:
        archive.write(tiff([[1]]), "dem.tif")
    with pytest.raises(BadData, match="is an archive, which is not unpacked here"):
        raster_driver(tmp_path / "dem.zip")
    for name, content in (("a.asc", b"ncols 4"), ("b.xml", b"<?xml version='1.0'?><GDAL_WMS/>"), ("c.tif", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadData, match="neither a GeoTIFF nor an SRTM tile"):
            raster_driver(tmp_path / name)


def test_a_vrt_over_files_beside_it_is_read(tmp_path: Path, tiff: Maker) -> None:
    tiff([[1, 2], [3, -9999]])
    found = read_dem([vrt(tmp_path)])
    assert found.values[0].tolist() == [1, 2]
    assert np.isnan(found.values[1, 1])


def test_a_vrt_over_srtm_tiles_is_read(tmp_path: Path, hgt: Maker) -> None:
    tile = np.full((1201, 1201), 7)
    tile[0, 1] = 9
    hgt("S01W079.hgt", tile)
    path = vrt(tmp_path, file="S01W079.hgt")
    assert read_dem([path]).values.tolist() == [[7, 9], [7, 7]]
    hgt("S01W079.hgt").write_bytes(b"short")
    with pytest.raises(BadData, match="truncated"):
        read_dem([path])


@pytest.mark.parametrize("seed", range(15))
def test_a_geotiff_with_a_few_wrong_bytes_is_read_or_refused_and_nothing_else(tiff: Maker, seed: int) -> None:
    draws = np.random.default_rng(seed)
    path = tiff(draws.random((60, 60)) * 1000, compress="deflate")
    data = bytearray(path.read_bytes())
    for at in draws.integers(8, 600, 3):
        data[at] = draws.integers(256)
    path.write_bytes(data)
    with contextlib.suppress(BadData):
        read_dem([path])


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        ({"file": "/vsicurl/https://example.org/dem.tif"}, "outside its folder"),
        ({"file": "https://example.org/dem.tif"}, "outside its folder"),
        ({"file": "../dem.tif"}, "outside its folder"),
        ({"file": "/etc/passwd", "beside": 0}, "outside its folder"),
        ({"file": "link.tif"}, "outside its folder"),
        ({"beside": 0}, "does not say in which folder"),
        ({"file": "other.txt"}, "is no GeoTIFF"),
        ({"band": ' subClass="VRTDerivedRasterBand"'}, "computes or warps"),
        ({"kind": "KernelFilteredSource"}, "computes or warps"),
        ({"kind": "ArraySource"}, "computes or warps"),
        ({"more": "<OpenOptions><OOI key='a'>b</OOI></OpenOptions>"}, "ways of its own"),
    ],
)
def test_a_vrt_that_leads_elsewhere_is_refused(tmp_path: Path, tiff: Maker, spoilt: dict[str, str], words: str) -> None:
    tiff([[1, 2], [3, 4]])
    (tmp_path / "other.txt").write_text("people")
    (tmp_path / "link.tif").symlink_to("/etc/hostname")
    with pytest.raises(BadData, match=words):
        raster_driver(vrt(tmp_path, **spoilt))  # type: ignore[arg-type]


def test_a_vrt_with_entities_is_refused(tmp_path: Path) -> None:
    path = vrt(tmp_path)
    path.write_text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>' + path.read_text(), encoding="utf-8")
    with pytest.raises(BadData, match="declares types or entities"):
        raster_driver(path)
    path.write_text(VRT[:200], encoding="utf-8")
    with pytest.raises(BadData, match="XML that cannot be read"):
        raster_driver(path)


@pytest.mark.parametrize("left", [0.4, 0.9])
def test_a_truncated_geotiff_is_refused_when_it_is_opened(tiff: Maker, left: float) -> None:
    ground = np.random.default_rng(2).random((300, 300)) * 1000
    path = tiff(ground, tiled=True, blockxsize=64, blockysize=64)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    with pytest.raises(BadData, match=r"dem.tif is truncated: it ends after"):
        read_dem([path])


def test_a_geotiff_cut_off_in_its_head_is_refused(tiff: Maker) -> None:
    path = tiff([[1, 2], [3, 4]])
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(BadData, match=r"dem.tif cannot be read .*is the file whole"):
        read_dem([path])
