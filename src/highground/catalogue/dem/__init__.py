"""The strict door for elevation: GeoTIFF, SRTM tiles and mosaics of them become square cells in metres.

    dem = open_dem([Path("S01W079.hgt.gz"), Path("S01W078.hgt.gz")])
    dem.shape, dem.cell_m, dem.void_share, dem.notes
    part = dem.read((0, 1000, 0, 1000))  # row0, row1, col0, col1
    whole = read_dem([Path("valley.tif")])  # where it fits into memory

What comes out has dims y (descending) and x (ascending), float32 metres, NaN where there is no data, in a projected CRS. Degrees,
and projections that stretch such as Web Mercator, are brought to the local UTM zone: bilinear, each cell beside a void by what is
there, and a cell whose nearest source is void stays void. A `Dem` holds no open file: it can be sent to another process.

Refused, each with a sentence: heights or cells in feet, degrees that pass as metres, no CRS, turned or oblong cells, undeclared
no-data values, tiles of different cells or twice the same, truncated and hostile files, archives, addresses on the network.
"""

from highground.catalogue.dem.mosaic import Dem, Window, open_dem, read_dem

__all__ = ["Dem", "Window", "open_dem", "read_dem"]
