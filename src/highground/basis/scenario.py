"""A scenario is a global warming level above 1850-1900, or an emission path and a year."""

from typing import Final

LEVELS: Final = (1.5, 2.0, 3.0, 4.0)  # degC above 1850-1900; the levels of AR6 WGI
TODAY: Final = 1.09  # degC, 2011-2020 above 1850-1900, very likely 0.95 to 1.20; AR6 WGI SPM A.1.2
TODAY_LOW: Final = 0.95  # degC, same
TODAY_HIGH: Final = 1.20  # degC, same
ALL_LEVELS: Final = (TODAY, *LEVELS)
SSPS: Final = ("SSP1-1.9", "SSP1-2.6", "SSP2-4.5", "SSP3-7.0", "SSP5-8.5")  # emission paths of AR6 WGI Table SPM.1
