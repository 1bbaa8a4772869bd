"""What may be opened as elevation: regular local files that are GeoTIFF, SRTM tiles, or a VRT over such files beside it."""

import gzip
import re
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET  # read only after _check_xml

import numpy as np
from numpy.typing import NDArray

from highground.basis.errors import BadData, MissingSource

TIFF: Final = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
ARCHIVES: Final = (b"PK", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"\x1f\x8b")
HGT_SIDES: Final = (1201, 3601)  # posts on a side of a tile of 1 degree, 3 and 1 arc-seconds; edges are shared by neighbours
HGT_VOID: Final = -32768
VRT_BYTES: Final = 4 * 1024**2  # a mosaic of some ten thousand files
BLOCK_CELLS: Final = 100_000_000  # of a GeoTIFF, unpacked at once
BLOCKS_LOOKED_AT: Final = 20_000  # of a GeoTIFF, when it is held against the file's length
SAFE: Final = {  # no neighbour is read along, none is written, no program inside a VRT runs
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "CPL_VSIL_GZIP_WRITE_PROPERTIES": "NO",
    "GTIFF_REPORT_COMPD_CS": "YES",  # so that a vertical unit is seen
}
_HGT_NAME: Final = re.compile(r"^([NS])(\d{2})([EW])(\d{3})(\.SRTMGL[13])?\.hgt(\.gz)?$", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"^(/vsi|[a-z][a-z0-9+.-]+:/)", re.IGNORECASE)
_SOURCES: Final = ("SimpleSource", "ComplexSource")


def gdal_errors() -> tuple[type[Exception], ...]:
    """All that GDAL raises through rasterio: some of its refusals are not among rasterio's own errors, and names may be no text."""
    from rasterio._err import CPLE_BaseError  # noqa: PLC0415
    from rasterio.errors import RasterioError  # noqa: PLC0415

    return RasterioError, CPLE_BaseError, UnicodeError


def checked(path: Path) -> Path:
    """The real path of a regular local file, links followed.

    Raises BadData for an address, a folder or a device, MissingSource when nothing is there.
    """
    if _ADDRESS.match(str(path)):
        raise BadData(f"{path} is an address, not a file; download it and name the file")
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise MissingSource(f"{path} is not there or cannot be reached; check the name") from error
    if not real.is_file() or _ADDRESS.match(str(real)):
        raise BadData(f"{path} is not a file; name the file itself")
    return real


def is_hgt(path: Path) -> bool:
    """Whether a name is that of an SRTM tile, packed with gzip or not."""
    return path.name.lower().endswith((".hgt", ".hgt.gz"))


def hgt_corner(path: Path) -> tuple[int, int]:
    """Longitude and latitude (degrees) of a tile's south-west corner, as its name says.

    >>> hgt_corner(Path("S01W079.hgt.gz"))
    (-79, -1)
    """
    found = _HGT_NAME.match(path.name)
    if not found:
        raise BadData(f"{path.name}: an SRTM tile is named after its south-west corner, as in S01W079.hgt; give it that name back")
    south, west = int(found[2]), int(found[4])
    lat, lon = -south if found[1] in "Ss" else south, -west if found[3] in "Ww" else west
    if not (-90 <= lat < 90 and -180 <= lon < 180):
        raise BadData(f"{path.name}: its name says {lat} N {lon} E, which is not on the globe; give it its name back")
    return lon, lat


def hgt_heights(path: Path) -> NDArray[np.int16]:
    """Heights (m) of an SRTM tile as stored, shape (posts, posts), first row in the north; -32768 is void.

    No more is unpacked than the largest tile holds. Raises BadData for any other length, and for a damaged gzip file.
    """
    info = path.stat()
    return _hgt_heights(path, info.st_mtime_ns, info.st_size)


@lru_cache(maxsize=6)  # 26 MB each at 1 arc-second
def _hgt_heights(path: Path, _changed: int, _size: int) -> NDArray[np.int16]:
    most = 2 * max(HGT_SIDES) ** 2
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path, "rb") if packed else path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadData(f"{path.name} cannot be unpacked ({error}); it is truncated or damaged, fetch it again") from error
    for side in HGT_SIDES:
        if len(data) == 2 * side * side:
            heights: NDArray[np.int16] = np.frombuffer(data, ">i2").reshape(side, side).astype(np.int16)
            heights.flags.writeable = False
            return heights
    held = f"more than {most:,}" if len(data) > most else f"{len(data):,}"
    raise BadData(
        f"{path.name} holds {held} bytes, an SRTM tile {2 * HGT_SIDES[0] ** 2:,} (3 arc-seconds) or {most:,} (1); "
        "it is truncated or no such tile, fetch it again"
    )


def raster_driver(path: Path) -> str:
    """The GDAL driver that may open a file, GTiff or VRT; BadData for everything else, and for a VRT that leads elsewhere."""
    with path.open("rb") as file:
        head = file.read(64)
    if head.startswith(TIFF):
        return "GTiff"
    if head.startswith(ARCHIVES):
        raise BadData(f"{path.name} is an archive, which is not unpacked here; unpack it and name the GeoTIFF or .hgt file inside")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<VRTDataset", b"<?xml")):
        _check_vrt(path)
        return "VRT"
    raise BadData(f"{path.name} is neither a GeoTIFF nor an SRTM tile (.hgt, .hgt.gz); save it as GeoTIFF")


def _check_vrt(path: Path) -> None:
    """Refuse a VRT that does anything but place files of its own folder side by side."""
    root = _check_xml(path)
    strange = [band.get("subClass") for band in root.iter("VRTRasterBand") if band.get("subClass")]
    if root.get("subClass") or strange or any(True for _ in root.iter("MaskBand")):
        raise BadData(f"{path.name}: this VRT computes or warps; write its result as GeoTIFF and name that")
    sources = [child for band in root.iter("VRTRasterBand") for child in band if child.tag.endswith(("Source", "SourceFilename"))]
    names = [node for source in sources for node in source.iter("SourceFilename")]
    if {source.tag for source in sources} - set(_SOURCES) or len(list(root.iter("SourceFilename"))) != len(names):
        raise BadData(f"{path.name}: this VRT computes or warps; write its result as GeoTIFF and name that")
    if any(True for source in sources for _ in source.iter("OpenOptions")):
        raise BadData(f"{path.name}: this VRT opens its files in ways of its own; write its result as GeoTIFF and name that")
    for name, beside in dict.fromkeys(((node.text or "").strip(), node.get("relativeToVRT") == "1") for node in names):
        if not beside and not Path(name).is_absolute():
            raise BadData(f"{path.name} does not say in which folder {name} is; name its files instead")
        _check_vrt_source(path, name)


def _check_xml(path: Path) -> ET.Element:
    if path.stat().st_size > VRT_BYTES:
        raise BadData(f"{path.name} is larger than {VRT_BYTES:,} bytes, too large for a VRT; name its files instead")
    text = path.read_bytes()
    if b"<!" in text.replace(b"<!--", b""):
        raise BadData(f"{path.name}: this XML declares types or entities, which is not read; name the GeoTIFF files instead")
    try:
        root = ET.fromstring(text)  # noqa: S314  without entities, and small
    except ET.ParseError as error:
        raise BadData(f"{path.name} is XML that cannot be read ({error}); name the GeoTIFF files instead") from error
    if root.tag != "VRTDataset":
        raise BadData(f"{path.name} is neither a GeoTIFF nor an SRTM tile (.hgt, .hgt.gz); save it as GeoTIFF")
    return root


def _check_vrt_source(path: Path, name: str) -> None:
    source = Path(name)
    if _ADDRESS.match(name) or (path.parent / source).resolve().parent != path.parent:
        raise BadData(f"{path.name} leads to {name}, outside its folder; put the files beside it, or name them")
    real = checked(path.parent / source)
    if is_hgt(real) and not real.name.lower().endswith(".gz"):
        hgt_heights(real)
        return
    with real.open("rb") as file:
        if not file.read(4).startswith(TIFF):
            raise BadData(f"{path.name} leads to {name}, which is no GeoTIFF; name its files instead")


def check_blocks(raster: Any, path: Path) -> None:
    """Refuse a GeoTIFF whose blocks end beyond the end of the file or are too large; blocks that were never written are no data."""
    size = path.stat().st_size
    blocks = raster.block_shapes[0]
    if blocks[0] * blocks[1] > BLOCK_CELLS:
        raise BadData(f"{path.name} is stored in blocks of {blocks[0]:,} by {blocks[1]:,} cells; write it again in tiles")
    down, across = -(-raster.height // blocks[0]), -(-raster.width // blocks[1])
    step = max(1, down * across // BLOCKS_LOOKED_AT)
    for number in [*range(0, down * across, step), down * across - 1]:
        at = f"{number % across}_{number // across}"
        start = raster.get_tag_item(f"BLOCK_OFFSET_{at}", "TIFF", bidx=1)
        length = raster.get_tag_item(f"BLOCK_SIZE_{at}", "TIFF", bidx=1)
        if start and length and int(start) + int(length) > size:
            raise BadData(f"{path.name} is truncated: it ends after {size:,} bytes, before its last cells; fetch it again")
