"""Migration as others have counted or published it: nets, stocks over a lifetime, bounds of wider regions. Nothing of ours is in here."""

from typing import Final

from highground.basis.estimate import Estimate, How
from highground.basis.indicators import BY_ID
from highground.research.chapters.mobility_ground import NETS, WPP, nets
from highground.research.evidence import Ledger
from highground.research.material import Material

LIFETIME: Final = "ecuador-lifetime-2022"
BOUNDS: Final = "groundswell-2021"
LAST_ESTIMATE: Final = 2023  # last year of estimates; UN WPP 2024
NET_YEARS: Final = (2020, 2025)  # the last estimate and the first projection that the bundled table holds
BOUND_YEAR: Final = 2050
CENTRAL_ASIA: Final = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
EAST_AND_CENTRAL: Final = (  # borrowers of the World Bank's region of Europe and Central Asia, which Groundswell takes
    "ALB", "ARM", "AZE", "BLR", "BIH", "BGR", "HRV", "GEO", "MDA", "MKD", "MNE", "POL", "ROU", "RUS", "SRB", "TUR", "UKR", *CENTRAL_ASIA,
)  # fmt: skip
LATIN_AMERICA: Final = (
    "ARG", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "SLV", "GTM", "GUY", "HTI", "HND", "JAM", "MEX", "NIC", "PAN", "PRY",
    "PER", "SUR", "URY", "VEN",
)  # fmt: skip
PUBLISHED: Final = {  # row of the table: estimate as readers know it, countries that it covers
    "gs_ca_share": ("groundswell-2021-central-asia", CENTRAL_ASIA),
    "gs_eeca_share": ("groundswell-2021-eeca", EAST_AND_CENTRAL),
    "gs_lac_share": ("groundswell-2021-latin-america", LATIN_AMERICA),
}


def write(ledger: Ledger, material: Material) -> None:
    """Rows of recorded and published migration; not reported where we hold none."""
    _net(ledger, material)
    _recorded(ledger, material)
    _lifetime(ledger, material)
    _published(ledger, material)


def _single(indicator: str, value: float, how: How, card: str) -> Estimate:
    return Estimate(value, value, value, BY_ID[indicator].unit, how, (card,))


def _net(ledger: Ledger, material: Material) -> None:
    table = material.tables[WPP]
    mine = table[(table["iso3"] == material.region.iso3) & table["net_migration_thousand"].notna()]
    told = dict(zip(mine["year"].astype(int), mine["net_migration_thousand"].astype(float), strict=True))
    for year in NET_YEARS:
        if year in told:
            how: How = "counted" if year <= LAST_ESTIMATE else "modelled"
            net = round(1000 * told[year])
            ledger.state("net_migration", _single("net_migration", net, how, WPP), year=year)
        else:
            ledger.blank("net_migration", "not reported", "counted", (WPP,), year=year)


def _recorded(ledger: Ledger, material: Material) -> None:
    """Nets of the units of the outline: units of today that lie in one older unit are summed; a unit that lacks one has none."""
    held, codes = nets(material), [str(code) for code in material.units["code"]]
    if held.empty:
        for indicator in ("net_recorded", "net_mean"):
            ledger.blank(indicator, "not reported", "counted", (NETS,))
        return
    for code in codes:
        mine = held[held["code"] == code]
        for year, net in zip(mine["year"], mine["net"], strict=True):
            ledger.state("net_recorded", _single("net_recorded", float(net), "counted", NETS), place=code, year=int(year))
        if mine.empty:
            ledger.blank("net_recorded", "not reported", "counted", (NETS,), place=code)
            ledger.blank("net_mean", "not reported", "counted", (NETS,), place=code)
            continue
        spread = Estimate(mine["net"].min(), mine["net"].mean(), mine["net"].max(), BY_ID["net_mean"].unit, "counted", (NETS,))
        ledger.state("net_mean", spread, place=code)


def _lifetime(ledger: Ledger, material: Material) -> None:
    table = material.tables[LIFETIME]
    mine = table[(table["iso3"] == material.region.iso3) & (table["measure"] == "people living outside their province of birth")]
    if mine.empty:
        ledger.blank("lifetime_out", "not reported", "counted", (LIFETIME,))
        return
    codes = [str(code) for code in material.units["code"]]
    told = mine[mine["place_code"].isin(codes)]
    for row in told.to_dict("records"):
        place, year = str(row["place_code"]), int(row["as_of"])
        ledger.state("lifetime_out", _single("lifetime_out", float(row["value"]), "counted", LIFETIME), place=place, year=year)
    for code in sorted(set(codes) - set(told["place_code"])):
        ledger.blank("lifetime_out", "not reported", "counted", (LIFETIME,), place=code)


def _published(ledger: Ledger, material: Material) -> None:
    told = {str(row["check_id"]): row for row in material.tables[BOUNDS].to_dict("records")}
    mine = [(name, estimate) for name, (estimate, countries) in PUBLISHED.items() if material.region.iso3 in countries]
    for name, estimate in mine:
        bound = _single("moves_published", float(told[name]["value"]), "modelled", BOUNDS)
        ledger.state("moves_published", bound, group=f"estimate:{estimate}", year=BOUND_YEAR, grade=told[name]["grade"])
    if not mine:
        ledger.blank("moves_published", "not reported", "modelled", (BOUNDS,))
