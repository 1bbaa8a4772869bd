"""highground teach verify FILE: whether a credential is genuine, checked offline."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadData
from highground.basis.words import N_
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json

if TYPE_CHECKING:
    from highground.response.capacity.learning.credential import Checked

GENUINE: Final = N_("Not changed since it was signed: “{title}”, issued by {issuer} on {day}.")
SIGNED: Final = N_("Signed with the key {did}")
COMPARE: Final = N_(
    "Anybody can make a key and write any name beside it: compare the key with the one that the issuer publishes, or give that one with --did."
)
FOR: Final = N_("It was issued to the person that you named.")
NOT_FOR: Final = N_("It was issued to somebody else than the person that you named.")
OTHER_KEY: Final = N_("It was signed with another key than the one that you gave: {did}")
BAD: Final = N_("Not genuine: {why}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@option("recipient")
@option("did")
@ordered("lang", "json")
def verify(order: Order, file: Path, **given: Any) -> int:
    """Check an Open Badges 3.0 credential: signature, issuer, dates, and with --recipient whom it is for. Nothing is fetched.

    Ends with 0 when everything holds, 1 when something does not, 2 when the file is no credential.
    """
    from highground.catalogue.badges.door import read_credential
    from highground.response.capacity.learning.credential import verified
    from highground.views.report.alphabet.words import Words

    words = Words(order.langs[0], "learning")
    document = read_credential(file)
    try:
        found = verified(document, datetime.now(UTC), given["recipient"] or "")
    except BadData as error:
        return _refused(str(error), words.t(BAD, why=str(error)), order)
    if given["did"] and given["did"] != found.did:
        said = words.t(OTHER_KEY, did=found.did)
        return _refused(said, said, order)
    if found.recipient is False:
        said = words.t(NOT_FOR)
        return _refused(said, said, order)
    if order.json:
        say_json({"genuine": True, "credential": found})
        return 0
    for line in _told(found, bool(given["did"]), words):
        click.echo(line)
    return 0


def _refused(why: str, said: str, order: Order) -> int:
    if order.json:
        say_json({"genuine": False, "why": why})
    else:
        click.echo(_plain(said), err=True)
    return 1


def _told(found: "Checked", compared: bool, words: Any) -> list[str]:
    lines = [
        words.t(GENUINE, title=found.title, issuer=found.issuer or found.did, day=words.date(found.valid_from)),
        found.criteria,
        words.t(SIGNED, did=found.did),
    ]
    if found.recipient:
        lines.append(words.t(FOR))
    if not compared:
        lines.append(words.t(COMPARE))
    return [_plain(line) for line in lines if line]


def _plain(line: str) -> str:
    """A line without signs that steer a screen: what a file says may come from anybody."""
    from highground.catalogue.events.sheet import CONTROLS

    return " ".join(line.translate(CONTROLS).split())
