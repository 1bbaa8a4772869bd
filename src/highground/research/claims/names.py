"""Names of glacier regions, climate regions and glacier series, marked for translation."""

from typing import Final

from highground.basis.words import N_

RGI: Final = {
    "RGI01": N_("Alaska"), "RGI02": N_("Western Canada and United States"), "RGI03": N_("Arctic Canada North"), "RGI04": N_("Arctic Canada South"),
    "RGI05": N_("Greenland periphery"), "RGI06": N_("Iceland"), "RGI07": N_("Svalbard and Jan Mayen"), "RGI08": N_("Scandinavia"),
    "RGI09": N_("Russian Arctic"), "RGI10": N_("North Asia (Altai)"), "RGI11": N_("Central Europe"), "RGI12": N_("Caucasus and Middle East"),
    "RGI13": N_("Central Asia"), "RGI14": N_("South Asia West"), "RGI15": N_("South Asia East"), "RGI16": N_("Low Latitudes"),
    "RGI17": N_("Southern Andes"), "RGI18": N_("New Zealand"), "RGI19": N_("Antarctic and Subantarctic"),
}  # fmt: skip

AR6: Final = {
    "TIB": N_("Tibetan Plateau"), "WCA": N_("West Central Asia"), "NWS": N_("North-Western South America"),
    "SWS": N_("South-Western South America"), "SAM": N_("South American Monsoon"), "WCE": N_("Western and Central Europe"),
    "ECA": N_("East Central Asia"), "MED": N_("Mediterranean"), "NEAF": N_("North Eastern Africa"), "SAS": N_("South Asia"),
    "SES": N_("South-Eastern South America"), "WSB": N_("West Siberia"),
}  # fmt: skip

SERIES: Final = {
    "KZ-NAT-SOVCAT": N_("Kazakhstan, Soviet catalogue"),
    "KZ-ZHETYSU-RS2133": N_("Zhetysu Alatau"),
    "KZ-ZHETYSU-N-LANDSAT": N_("Northern Zhetysu Alatau"),
    "KZ-ZHETYSU-S-IS2015": N_("Southern Zhetysu Alatau"),
    "KZ-ZAIL-N-UNDATED": N_("Ile Alatau, northern slope"),
    "EC-NAT-MAE": N_("Ecuador, ministry"),
    "EC-NAT-EXTRAPOLATED": N_("Ecuador, extrapolated"),
    "EC-NAT-INAMHI-PRESS": N_("Ecuador, INAMHI"),
    "EC-NAT-MAPBIOMAS": N_("Ecuador, MapBiomas"),
    "EC-CAYAMBE-MAPBIOMAS": N_("Cayambe, MapBiomas"),
    "EC-COTOPAXI-MAPBIOMAS": N_("Cotopaxi, MapBiomas"),
    "EC-CHIMBORAZO-MAPBIOMAS": N_("Chimborazo, MapBiomas"),
    "EC-CARIHUAIRAZO-MAPBIOMAS": N_("Carihuairazo, MapBiomas"),
    "EC-COTOPAXI-INAMHI": N_("Cotopaxi, INAMHI"),
    "EC-ANTISANA-INAMHI": N_("Antisana, INAMHI"),
}
