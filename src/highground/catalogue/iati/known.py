"""What a project of a person's workbook must be held to beside its own rules: codes that a list holds, and reports of nothing that is still to come."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from highground.basis.errors import BadData, UnknownRegion
from highground.basis.project import Project, span
from highground.catalogue.iati.codes import proved
from highground.catalogue.shelf import Shelf

MOST_SIGNS: Final = 100  # of the number of a project
YEAR: Final = re.compile(r"\d{4}", re.ASCII)


def known(project: Project, shelf: Shelf, today: date) -> Project:
    """The project itself. Raises BadData for a country, currency, sector or language that no list holds, a budget below 0, and a report of the future."""
    here = f"project {project.id}"
    _check_page(project, here)
    for what, iso3 in _countries(project):
        _check_country(iso3, f"{here}, {what}")
    if project.language:
        _check_code(shelf, "Language", project.language, f"{here}: write the code of the language, such as ru")
    currencies = {line.currency for line in project.budgets} | {one.currency for one in project.spending} | {project.currency}
    for currency in sorted(currencies - {""}):
        _check_code(shelf, "Currency", currency, f"{here}: write the code of the currency, such as USD")
    for sector in project.sectors:
        _check_code(shelf, "Sector", sector.code, f"{here}: write the code of the sector, such as 15190")
    if (project.budget or 0) < 0 or any(one.amount < 0 for one in project.budgets):
        raise BadData(f"{here}: a budget is below 0; write what was planned, and money that came back under spending")
    for what, text in _reported(project):
        days = span(text)
        if days and days[0] > today:
            raise BadData(f"{here}: {what} is dated {text}, which is still to come; mend the date, or leave it out until then")
    return project


def _check_code(shelf: Shelf, name: str, code: str, here: str) -> None:
    try:
        proved(shelf, name, code)
    except BadData as error:
        raise BadData(f"{here}; {error}") from None


def _check_page(project: Project, here: str) -> None:
    """What identifies a project is short and can be seen, its page is an address, its year a year."""
    if len(project.id) > MOST_SIGNS or not project.id.isprintable():
        raise BadData(
            f"the number of the project is {project.id[:40]!r}; write at most {MOST_SIGNS} signs in one line, such as NC.0090"
        )
    if not any(sign.isalnum() for sign in project.title):
        raise BadData(f"{here}: its title has no letter; write the title")
    if project.url and not project.url.startswith(("https://", "http://")):
        raise BadData(f"{here}: its page is {project.url[:40]!r}; write an address that begins with https://, or leave it blank")
    if project.year and not YEAR.fullmatch(project.year):
        raise BadData(f"{here}: the year of the fund is {project.year[:40]!r}; write four digits such as 2024")


def _countries(project: Project) -> Iterator[tuple[str, str]]:
    yield from (("a member state", one.iso3) for one in project.countries)
    yield from ((f"the event “{one.what[:40]}”", one.country) for one in project.events if one.country)
    yield from ((f"the evidence of {one.id}", one.evidence.country) for one in project.indicators if one.evidence)


def _check_country(iso3: str, where: str) -> None:
    from highground.catalogue.regions import find_country  # noqa: PLC0415

    try:
        if find_country(iso3).iso3 == iso3:
            return
    except UnknownRegion:
        pass
    raise BadData(f"{where}: {iso3[:40]!r} is no country code; write three capital letters such as KAZ")


def _reported(project: Project) -> Iterator[tuple[str, str]]:
    """What is said to have happened, with its date."""
    yield from (("the actual start", project.started), ("the actual end", project.ended))
    yield from ((f"{one.id} done", one.done) for one in project.results)
    yield from ((f"a result of {one.id}", value.on) for one in project.indicators for value in one.actuals)
    yield from (("an amount spent", one.on) for one in project.spending)
