"""highground teach certificate LIST: certificates on paper, and as credentials that a third party can check offline."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import CannotWrite
from highground.basis.settings import RUNS
from highground.basis.words import N_
from highground.views.cli.kept import address_of, who_of
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.target import check_apart, checked
from highground.views.cli.work import read

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from highground.basis.learning import Award, Kind
    from highground.catalogue.badges.roll import Listed
    from highground.views.report.alphabet.words import Words

MARK: Final = "certificates.json"
MADE: Final = N_("Certificates: passed {passed}, attendance {attended}, none {none}.")
NEW_KEY: Final = N_(
    "A private key was made: {path}. Keep a copy in a safe place: without it you cannot sign as the same issuer again, and who has it can sign in your name."
)
PUBLISH: Final = N_("Publish your key, so that others know whose signature it is: {did}")
UNKNOWN: Final = N_("In the answers, but not in the list of participants: {numbers}.")
AGAIN: Final = N_(
    "Certificates of this training were issued before to {numbers}. The earlier ones stay valid too: take back their files, or tell whoever has them."
)
RESULTS: Final = N_("Results in {folder}")
DEFAULT: Final = Path(RUNS, "certificates")
ROOM: Final = {"training": 240, "held": 160, "issuer": 160}  # letters that one sheet has room for, in the largest languages; tried


@dataclass(frozen=True, slots=True)
class Asked:
    """What the trainer set."""

    threshold: int
    days: int
    training: str
    held: str
    issuer: str
    clear: bool
    records: str
    who: str


@click.command()
@click.argument("people", type=click.Path(path_type=Path), metavar="LIST")
@option("bank")
@option("after")
@option("threshold")
@option("days")
@option("training")
@option("held")
@option("issuer")
@option("key")
@option("clear")
@option("records")
@option("who")
@ordered("out", "lang", "json")
def certificate(order: Order, people: Path, **given: Any) -> int:
    """Certificates for a LIST of participants (xlsx or csv: number, name, days attended, e-mail where wanted).

    Who attended enough days and reached the threshold in the test after the training gets a certificate; who only attended gets one that says so.
    Each is a PDF and an Open Badges 3.0 credential, signed with the issuer's own key. Names are read from the list and kept nowhere else.
    The records keep which certificates were issued, by number.
    """
    from highground.catalogue.badges.key import default_path, issuer_key
    from highground.catalogue.badges.roll import read_roll
    from highground.response.capacity.learning.proof import public_did
    from highground.views.report.alphabet.words import Words

    training, held, issuer = (str(given[name] or "") for name in ("training", "held", "issuer"))
    records, who = address_of(given["records"]), who_of(given["who"])
    asked = Asked(given["threshold"], given["days"], training, held, issuer, given["clear"], records, who)
    _check(asked, given)
    target = checked(order.out or DEFAULT, MARK)
    check_apart(target, people, given["after"], given["bank"])
    _check_other(target, training)
    roll, scores = read_roll(people), _scores(given["bank"], given["after"])
    path = given["key"] or default_path()
    key, new = issuer_key(path, target)
    if new:  # at once and beside the results: a key that nobody copies is lost with its disk
        click.echo("  ! " + Words(order.langs[0], "learning").t(NEW_KEY, path=str(path)), err=True)
    did = public_did(key)
    awards = [_award(one, kind, asked, did, order.langs[0]) for one in roll if (kind := _kind(one, scores, asked))]
    document, again = _write(target, awards, key, asked, order.langs)
    counts = {**document["counts"], "none": len(roll) - len(awards)}
    unknown = sorted(scores.keys() - {one.number for one in roll})
    if order.json:
        say_json({"folder": target, "did": did, "key": path, "new_key": new, **counts, "unknown": unknown, "issued_before": again})
    else:
        _print(counts, {UNKNOWN: unknown, AGAIN: again}, did, target, Words(order.langs[0], "learning"))
    return 0


def _check_other(target: Path, training: str) -> None:
    """Refuse to replace the certificates of another training: their files cannot be made again as they were. Raises CannotWrite."""
    before = read(target / MARK).get("title", training)
    if before != training:
        raise CannotWrite(f"{target} holds the certificates of “{before}”; choose another folder with --out.")


def _check(asked: Asked, given: dict[str, Any]) -> None:
    missing = [f"--{name}" for name in ("training", "issuer") if not getattr(asked, name).strip()]
    if missing:
        raise click.UsageError(f"Missing {' and '.join(missing)}: what the certificates are for, and who issues them.")
    for name, most in ROOM.items():
        if len(told := getattr(asked, name)) > most:
            raise click.UsageError(f"--{name} has {len(told)} letters, and a certificate has room for {most}; shorten it.")
    if asked.threshold and not (given["bank"] and given["after"]):
        raise click.UsageError(
            "A threshold needs the answers after the training: give --bank and --after, or leave --threshold out."
        )
    if given["after"] and not (asked.threshold and given["bank"]):
        raise click.UsageError(
            "Answers are graded only with --bank and --threshold: say from which share of right answers the test is passed."
        )


def _scores(bank: Path | None, after: Path | None) -> dict[str, float]:
    """Share of right answers by number; empty where no test counts."""
    from highground.catalogue.answers.bank import read_bank
    from highground.catalogue.answers.read import read_answers
    from highground.response.capacity.learning.grading import graded

    if not bank or not after:
        return {}
    held = read_bank(bank)
    filled = read_answers(after, {name: [one.id for one in asks] for name, asks in held.forms.items()})
    return {name: sheet.share for name, sheet in graded(filled, held.forms, "post").items()}


def _kind(one: "Listed", scores: dict[str, float], asked: Asked) -> "Kind | None":
    if one.days < asked.days:
        return None
    passed = asked.threshold and scores.get(one.number, -1.0) * 100 >= asked.threshold - 1e-9
    return "passed" if passed else "attended"


def _award(one: "Listed", kind: "Kind", asked: Asked, did: str, lang: str) -> "Award":
    from highground.basis.learning import Award
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.learning_certificate import about, criteria

    words = Words(lang, "learning")
    required = criteria(kind, asked.days, asked.threshold, words)
    day = datetime.now(UTC).date().isoformat()
    return Award(
        one.number,
        one.name,
        one.email,
        kind,
        asked.training,
        about(asked.held or asked.training, words),
        required,
        asked.issuer,
        did,
        day,
    )


def _write(
    target: Path, awards: "list[Award]", key: "Ed25519PrivateKey", asked: Asked, langs: tuple[str, ...]
) -> tuple[dict[str, Any], list[str]]:
    """Every certificate in one folder and its line in the records, all or nothing; neither mark nor line holds a name.

    Returns the mark, and who had one of this training before.
    """
    from highground.basis.learning import Issued
    from highground.catalogue.runouts import write_document
    from highground.catalogue.staging import staged, telling
    from highground.catalogue.store.records import opened

    counts = {kind: sum(one.kind == kind for one in awards) for kind in ("passed", "attended")}
    numbers = [f"urn:uuid:{uuid.uuid4()}" for _ in awards]
    listed = [{"number": one.number, "kind": one.kind, "id": number} for one, number in zip(awards, numbers, strict=True)]
    document = {"issuer": asked.issuer, "title": asked.training, "counts": counts, "certificates": listed}
    with staged(target, MARK) as folder, telling(folder):
        for one, number in zip(awards, numbers, strict=True):
            _files(folder, one, number, key, asked, langs)
        write_document(document, folder / MARK)
        with opened(asked.records, asked.who) as records:
            held = records.find(Issued, title=asked.training, issuer=asked.issuer)
            again = sorted({one.record.number for one in held} & {one.number for one in awards})
            records.add_all(
                Issued(number, one.number, one.kind, one.title, one.issuer, one.issuer_did, one.issued_on)
                for one, number in zip(awards, numbers, strict=True)
            )
    return document, again


def _files(folder: Path, one: "Award", number: str, key: "Ed25519PrivateKey", asked: Asked, langs: tuple[str, ...]) -> None:  # noqa: PLR0917  one certificate
    """The credential of one person, and its paper in each language."""
    from highground.catalogue.runouts import write_document
    from highground.response.capacity.learning.credential import issued
    from highground.views.report.alphabet.words import Words
    from highground.views.report.narrative.learning_certificate import criteria, paper
    from highground.views.report.pages.learning_certificate import pdf

    stem = f"certificate-{one.number}"
    write_document(
        issued(one, key, secrets.token_hex(16), number.removeprefix("urn:uuid:"), clear=asked.clear), folder / f"{stem}.json"
    )
    for lang in langs:
        required = criteria(one.kind, asked.days, asked.threshold, Words(lang, "learning"))
        made = paper(one, asked.held, required, number, f"{stem}.json", lang)
        (folder / f"{stem}{'' if lang == langs[0] else f'.{lang}'}.pdf").write_bytes(pdf(made, one.issued_on))


def _print(counts: dict[str, int], minds: dict[str, list[str]], did: str, target: Path, words: "Words") -> None:
    """minds: what to mind -> the numbers of those it is about."""
    click.echo(words.t(MADE, **counts))
    for template, numbers in minds.items():
        if numbers:
            click.echo("  ! " + words.t(template, numbers=", ".join(numbers)))
    click.echo(words.t(PUBLISH, did=did))
    click.echo("\n" + words.t(RESULTS, folder=str(target)))
