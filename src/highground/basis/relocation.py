"""What a register of planned relocation holds: families without names, places, hazards by place, and every change with its day."""

from dataclasses import dataclass, field
from typing import Final, Literal

from highground.basis.words import N_

Kind = Literal["id", "text", "count", "people", "choice", "date", "place"]
YEARS: Final = (1, 3, 5)  # years after the move at which a family is visited; judged, livelihoods need more than one season to show
OPEN: Final = ("not asked", "asked")  # consent that is neither given nor refused
GIVEN: Final = "yes"
STOPPED: Final = ("no", "withdrawn")

YES_NO: Final = {"yes": N_("yes"), "no": N_("no")}
CONSENTS: Final = {
    "not asked": N_("not asked"), "asked": N_("asked, no answer yet"), "yes": N_("yes"), "no": N_("no"), "withdrawn": N_("withdrawn"),
}  # fmt: skip
LIVELIHOODS: Final = {
    "herding": N_("herding"), "farming": N_("farming"), "wage": N_("wages"), "remittances": N_("remittances and pensions"), "other": N_("other"),
}  # fmt: skip
DAMAGES: Final = {
    "none": N_("no damage"),
    "light": N_("light damage"),
    "heavy": N_("heavy damage"),
    "destroyed": N_("destroyed"),
}  # the house, mildest first
ANSWERS: Final = {"yes": N_("yes"), "no": N_("no"), "not yet": N_("not yet"), "not needed": N_("not needed")}
CHANGED: Final = {"better": N_("better"), "same": N_("the same"), "worse": N_("worse")}
RETURNS: Final = {
    "no": N_("no"),
    "seasonal": N_("for a season or for work"),
    "part": N_("a part of the family"),
    "all": N_("the whole family"),
}
CONTENT: Final = {
    "very content": N_("very content"), "content": N_("content"), "neither": N_("neither"),
    "discontent": N_("discontent"), "very discontent": N_("very discontent"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the register. `label` and the words of `choices` are messages for translation; `source` says where an item comes from."""

    id: str
    label: str
    kind: Kind
    choices: dict[str, str] = field(default_factory=dict)
    source: str = ""


FAMILY: Final = (  # columns of the sheet of families
    Field("id", N_("Family (a number, no name)"), "id"),
    Field("settlement", N_("Settlement"), "place"),
    Field("people", N_("People in the family"), "people"),
    Field("women", N_("Women and girls"), "count"),
    Field("children", N_("Children under 18"), "count"),
    Field("older", N_("People of 60 and more"), "count"),
    Field("disability", N_("People with a disability"), "count"),
    Field("livelihood", N_("Livelihood"), "choice", LIVELIHOODS),
    Field("damage", N_("Damage to the house"), "choice", DAMAGES),
    Field("consent", N_("Consent to move"), "choice", CONSENTS),
    Field("consent_date", N_("Date of the consent"), "date"),
    Field("destination", N_("Destination that the family prefers"), "place"),
    Field("moved_to", N_("Moved to"), "place"),
    Field("moved", N_("Date of the move"), "date"),
    Field("note", N_("Note, without names"), "text"),
)  # fmt: skip
RIGHTS: Final = "IASC Framework on Durable Solutions 2010; Guiding Principles on Internal Displacement 1998"
PLANNED: Final = "Brookings, Georgetown University and UNHCR 2015, Guidance on planned relocation"
TOOLBOX: Final = "Georgetown University, UNHCR and IOM 2017, A toolbox: planning relocations"
CHECKS: Final = (  # before a family moves; from general knowledge of the guidance named, unverified against its text
    Field("told", N_("Told of the hazard, of the choices, staying with protection included, and of the right to say no"), "choice", ANSWERS, PLANNED),
    Field("language", N_("In its own language, women and older people heard on their own"), "choice", ANSWERS, PLANNED),
    Field("visited", N_("Has seen the destination, or sent somebody whom it trusts"), "choice", ANSWERS, TOOLBOX),
    Field("title", N_("House and land at the destination in the names of both spouses"), "choice", ANSWERS, TOOLBOX),
    Field("old_land", N_("Rights to the old land and pasture settled: kept, used in season, or paid for"), "choice", ANSWERS, RIGHTS),
    Field("paid", N_("Losses valued and paid for before the move"), "choice", ANSWERS, PLANNED),
    Field("work", N_("Livelihood at the destination agreed: land, pasture, water or work"), "choice", ANSWERS, TOOLBOX),
    Field("animals", N_("Animals: fodder, winter shelter and a way for them"), "choice", ANSWERS, TOOLBOX),
    Field("services", N_("School, clinic, water and road open on the day of the move"), "choice", ANSWERS, PLANNED),
    Field("special", N_("Care of disabled, older and sick people goes on without a gap"), "choice", ANSWERS, RIGHTS),
    Field("together", N_("Neighbours and kin who wish so move together; graves and holy places settled"), "choice", ANSWERS, TOOLBOX),
    Field("hosts", N_("Those who live at the destination were asked and share what is built"), "choice", ANSWERS, PLANNED),
    Field("complaint", N_("Knows where to complain, at no cost and without fear"), "choice", ANSWERS, RIGHTS),
)  # fmt: skip
VISIT: Final = (  # asked 1, 3 and 5 years after the move
    Field("done", N_("Visited on"), "date"),
    Field("income", N_("Income, compared with before the move"), "choice", CHANGED),
    Field("housing", N_("Housing, compared with before the move"), "choice", CHANGED),
    Field("livelihood", N_("Livelihood now"), "choice", LIVELIHOODS),
    Field("returned", N_("Gone back to the old place"), "choice", RETURNS),
    Field("satisfied", N_("Content with the move"), "choice", CONTENT),
    Field("note", N_("Note, without names"), "text"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of the register that changed: the day (ISO 8601), who reports it, the family, the field, before and after. Blank is empty."""

    when: str
    who: str
    family: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement or a destination. Numbers that nobody reported are None; a 0 is a reported 0."""

    name: str
    lat: float | None = None
    lon: float | None = None
    elevation_m: float | None = None
    people: float | None = None
    pasture_ha: float | None = None
    farmland_ha: float | None = None
    school_km: float | None = None
    clinic_km: float | None = None
    road_km: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard at one place.

    reach   chance that an event, once it starts, comes to the place, 0 to 1; 1 where the return period is the place's own
    trials  members or events behind `reach`; 0 where it is stated, not counted
    period  shortest and longest return period, years; None where nobody knows how often it starts
    """

    place: str
    source: str  # what names the hazard, the same for every place that one event may reach
    reach: float
    trials: int = 0
    period: tuple[float, float] | None = None
    reached: tuple[float, float, float] | None = None  # people who live where flow may come
    note: str = ""


def key(part: str, name: str, year: int = 0) -> str:
    """The name of a field in the log: consent, check:told, year 3:income.

    >>> key("visit", "income", 3), key("family", "consent")
    ('year 3:income', 'consent')
    """
    return {"family": name, "check": f"check:{name}"}.get(part, f"year {year}:{name}")


BY_KEY: Final = {
    **{key("family", one.id): one for one in FAMILY},
    **{key("check", one.id): one for one in CHECKS},
    **{key("visit", one.id, year): one for year in YEARS for one in VISIT},
}
