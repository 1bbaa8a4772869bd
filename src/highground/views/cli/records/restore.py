"""highground records restore FILE: records as a backup holds them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from highground.basis.errors import BadStore, CannotWrite
from highground.basis.words import N_
from highground.views.cli.kept import address_of, who_of
from highground.views.cli.options import Order, option, ordered
from highground.views.cli.plain import say_json
from highground.views.cli.records.naming import moment, name_now

if TYPE_CHECKING:
    from highground.catalogue.store.backup import Backup
    from highground.catalogue.store.records import Store

DONE: Final = N_("Restored {rows} records of {when} into {where}")
COPY: Final = N_("What was there before is kept in {file}")
UNTOLD: Final = N_("Damaged records do not tell who was erased since that backup: if somebody was, erase them again.")
BACK: Final = N_("Erased since that backup, and now back: {names}. Erase them again.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@option("records")
@option("who")
@option("replace")
@ordered("lang", "json")
def restore(order: Order, file: Path, **given: Any) -> int:
    """Put back what a backup holds: all of it, or nothing. FILE was written by `highground records backup`.

    Every table is proved by its hash first. Records that are there already are replaced only with --replace, and only after a copy of
    them was written; damaged ones are moved aside. A person who was erased after the backup comes back with it, and is named by id: erase them again.
    """
    from highground.catalogue.store.backup import look
    from highground.views.report.alphabet.words import Words

    look(file)
    address, who = address_of(given["records"]), who_of(given["who"])
    aside = _move_damaged(address) if given["replace"] else None
    about, copied, where, back = _restore(file, address, who, given["replace"])
    kept = copied or aside
    if order.json:
        say_json({"records": about.rows, "made_on": about.made_on, "where": where, "copy": kept, "erased_and_back": back})
        return 0
    words = Words(order.langs[0])
    click.echo(words.t(DONE, rows=about.rows, when=moment(about.made_on), where=where))
    if kept:
        click.echo(words.t(COPY, file=str(kept)))
    if aside:
        click.echo(words.t(UNTOLD))
    if back:
        click.echo(words.t(BACK, names=", ".join(back)))
    return 0


def _restore(file: Path, address: str, who: str, replace: bool) -> "tuple[Backup, Path | None, str, list[str]]":
    from highground.basis.stakeholder import Person
    from highground.catalogue.store.audit import ERASED
    from highground.catalogue.store.backup import filled, restore
    from highground.catalogue.store.records import opened

    with opened(address, who) as store:
        copied = None
        if filled(store.engine, store.where):
            if not replace:
                raise CannotWrite(
                    f"there are records at {store.where} already; add --replace to put the backup in their place, a copy of them is written first"
                )
            copied = _copy(store)
        erased = {change.record for change in store.log(Person, what=ERASED)}
        about = restore(store.engine, store.where, file, store.who)
        back = sorted(name for name in erased if store.one(Person, name) is not None)
        return about, copied, str(store.where), back


def _copy(store: "Store") -> Path:
    from highground.catalogue.store.backup import back_up

    target = (store.where.path.parent if store.where.path else Path()) / name_now("records-before-restore")
    back_up(store.engine, store.where, target)
    return target


def _move_damaged(address: str) -> Path | None:
    """Move a file that cannot be opened out of the way, with what belongs to it; its new name, or None where it is whole."""
    from highground.catalogue.store.engine import place
    from highground.catalogue.store.records import opened

    path = place(address).path
    if path is None or not path.is_file():
        return None
    try:
        with opened(address) as store:
            store.check()
        return None
    except BadStore as error:
        if "damaged" not in str(error) and "no database" not in str(error):
            raise
    aside = path.with_name(f"{path.stem}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside
