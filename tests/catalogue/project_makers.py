"""Projects of any shape that the noun allows, for properties."""

from hypothesis import strategies as st

from highground.basis.estimate import Estimate
from highground.basis.project import (
    COVERAGES,
    NOTES,
    STATUSES,
    BudgetLine,
    Country,
    Event,
    Evidence,
    Indicator,
    Note,
    Partner,
    Project,
    Related,
    Result,
    Sector,
    Spending,
    Value,
)  # fmt: skip

WORDS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x4FF, exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp")), min_size=1, max_size=12
)
BLANK = st.just("") | WORDS
DAYS = st.sampled_from(("2022-03-01", "2023-05", "2024", "2024-02-29"))
AMOUNTS = st.integers(0, 10**9).map(lambda cents: cents / 100)


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    low, mid, high = sorted(draw(st.lists(st.integers(-(10**9), 10**9).map(lambda n: n / 1000), min_size=3, max_size=3)))
    if low == high or draw(st.booleans()):
        low = high = mid
    return Estimate(low, mid, high, "persons", draw(st.sampled_from(("counted", "surveyed"))), (draw(WORDS),))


VALUES = st.builds(Value, estimates(), BLANK, DAYS) | st.builds(Value, st.none(), WORDS, DAYS)
LATER = st.builds(Value, estimates(), BLANK, st.sampled_from(("2023-05", "2024-02-29"))) | st.builds(
    Value, st.none(), WORDS, DAYS, st.sampled_from(("", "yes", "no"))
)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    results = (
        Result("O", "outcome", draw(WORDS)), Result("O.1", "output", draw(WORDS), "O", draw(BLANK)),
        Result("A", "activity", draw(WORDS), "O.1", start="2022", due="2023-06", done=draw(st.just("") | DAYS), claims=draw(st.sampled_from(((), ("KAZ:glaciers.area",))))),
    )  # fmt: skip
    evidence = (
        st.none() | st.just(Evidence("KAZ", "glacier_area", "KAZ", "", 2.0)) | st.just(Evidence("ECU", "people", "ECU", "k1"))
    )
    indicators = tuple(
        Indicator(f"I{n}", draw(st.sampled_from(("O", "O.1"))), draw(WORDS), draw(st.sampled_from(("unit", "qualitative"))), "persons", draw(st.sampled_from(("up", "down"))),
                  draw(st.none() | VALUES), draw(st.none() | VALUES), draw(evidence), tuple(draw(st.lists(LATER, max_size=2))))
        for n in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    return Project(
        id=f"NC.{draw(st.integers(1, 9999))}", title=draw(WORDS), prima_id=draw(BLANK), start=draw(st.sampled_from(("2021", "2022-01-01"))), end=draw(st.just("") | st.just("2024-12")),
        status=draw(st.sampled_from(list(STATUSES))), type=draw(WORDS), budget=draw(st.none() | AMOUNTS), currency="USD", coverage=draw(st.sampled_from(["", *COVERAGES])),
        year=draw(BLANK), region=draw(BLANK), fund=draw(BLANK), description=draw(BLANK), note=draw(BLANK), source=draw(BLANK),
        countries=draw(st.sampled_from(((), (Country("KAZ"),), (Country("KAZ", 40.0), Country("ECU", 60.0))))), sectors=draw(st.sampled_from(((), (Sector("15190"),)))),
        partners=tuple(draw(st.lists(st.builds(Partner, WORDS, st.sampled_from(("funding", "implementing")), st.just(""), st.sampled_from(("", "40"))), max_size=2))),
        related=draw(st.sampled_from(((), (Related("NC.0092", "twin"),)))), results=results, indicators=indicators,
        budgets=tuple(draw(st.lists(st.builds(BudgetLine, st.just("2022"), st.just("2022"), AMOUNTS, st.sampled_from(("USD", "EUR")), BLANK, st.sampled_from(("", "yes"))), max_size=3))),
        spending=tuple(draw(st.lists(st.builds(Spending, DAYS, AMOUNTS, st.just("USD"), BLANK, BLANK), max_size=2))),
        events=tuple(draw(st.lists(st.builds(Event, st.sampled_from(("2023-02-24", "07-19")), WORDS), max_size=2))),
        notes=tuple(draw(st.lists(st.builds(Note, st.sampled_from(list(NOTES)), WORDS), max_size=2))),
    )  # fmt: skip
