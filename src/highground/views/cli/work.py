"""The chain behind the verbs: shelf, run, outputs, moved into place in one step."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from highground import __version__
from highground.basis.errors import HighgroundError
from highground.catalogue.staging import RUN
from highground.views.cli.options import Order
from highground.views.cli.progress import Progress, part
from highground.views.cli.target import outputs

if TYPE_CHECKING:
    from highground.basis.region import Region
    from highground.catalogue.runs import Run
    from highground.catalogue.shelf import Shelf
    from highground.views.cli.second import Second

NUMBERS_SHARE = 0.6  # of the time that a profile takes; the rest is drawing and writing. Only for the bar


def shelf_for(order: Order) -> "Shelf":
    """The shelf with the packs and the network as ordered, and the packs that the environment names."""
    from highground.catalogue.shelf import default_shelf

    return default_shelf(order.packs, order.online)


def make(  # noqa: PLR0917  what to do, where, and with whom
    shelf: "Shelf", region: "Region", order: Order, target: Path, tell: Progress, second: "Second | None" = None
) -> "Run":
    """Compute one country, write its run and outputs, and move the folder into place when all of it stands.

    second: a process that writes part of the outputs meanwhile; what it fails to write is written here.
    """
    from highground.catalogue.runs import save, staged
    from highground.views.cli.second import KEPT, PICTURES
    from highground.views.report.render import render

    with staged(target, RUN) as folder:
        run = compute(shelf, region, order, part(tell, 0, NUMBERS_SHARE))
        save(run, folder)
        handed = second.ask(folder) if second else ()
        ours = tuple(name for name in order.formats if name not in handed)
        render(run, folder, order.langs, ours, part(tell, NUMBERS_SHARE, 1), KEPT if handed else (*KEPT, *PICTURES))
        if handed and second and not second.done():
            render(run, folder, order.langs, handed, part(tell, NUMBERS_SHARE, 1), PICTURES)
        note_outputs(folder, order)
    return run


def compute(shelf: "Shelf", region: "Region", order: Order, tell: Progress) -> "Run":
    """Run the numbers of one country with the ordered seed and members."""
    from highground.basis.ensemble import Ensemble
    from highground.research.profile import profile

    return profile(shelf, region, Ensemble(order.seed, order.members), tell)


def note_outputs(folder: Path, order: Order) -> None:
    """Write outputs.json: languages, formats and files, so that a later call knows what is already there."""
    files = outputs(folder, order.formats)
    formats = [name for name in order.formats if any(path.suffix == f".{name}" for path in files)]
    noted = {"langs": order.langs, "formats": formats, "files": [path.name for path in files]}
    (folder / "outputs.json").write_text(json.dumps(noted, indent=1), encoding="utf-8")


def written(folder: Path, order: Order) -> bool:
    """Whether the folder's outputs cover the ordered languages and formats."""
    noted = read(folder / "outputs.json")
    wanted = {*order.langs, *order.formats}
    there = {*noted.get("langs", ()), *noted.get("formats", ())}
    return wanted <= there and all((folder / name).is_file() for name in noted.get("files", ()))


def fresh(folder: Path, order: Order, shelf: "Shelf") -> bool:
    """Whether the folder holds a finished run with the same version, seed, members and data as ordered."""
    about = read(folder / RUN)
    wanted = {"version": __version__, "seed": order.seed, "members": order.members}
    if any(about.get(key) != value for key, value in wanted.items()):
        return False
    cards = about.get("cards")
    return isinstance(cards, dict) and bool(cards) and _same_data(cards, shelf)


def _same_data(cards: Mapping[str, str], shelf: "Shelf") -> bool:
    """Whether the shelf would answer with the same bytes, and no pack answers for a role with another card."""
    try:
        same = all(shelf.card(name).sha256 == sha256 for name, sha256 in cards.items())
        roles = {card.provides for card in shelf.cards() if card.provides}
        answers = [shelf.provides(role) for role in roles]
    except HighgroundError:
        return False
    return same and all(card is None or card.id in cards for card in answers)


def read(path: Path) -> dict[str, Any]:
    """A JSON file as a dict; empty when it is missing, damaged or something else."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}
