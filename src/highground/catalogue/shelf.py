"""Finds the bytes behind a card: bundled, then packs, then the cache, then, only when asked to go online, the network."""

import hashlib
import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from highground.basis.errors import BadCard, BadData, HashMismatch, MissingSource
from highground.basis.source import Source
from highground.catalogue.cards import BUNDLED, read_card
from highground.catalogue.installed import cache_folder

PACK_CARDS: Final = 1000  # more cards than that in one folder is not a pack


def default_shelf(packs: Sequence[Path] = (), online: bool = False) -> "Shelf":
    """The shelf a command uses: bundled data, the packs given, then those named in HIGHGROUND_PACKS."""
    named = (Path(part) for part in os.environ.get("HIGHGROUND_PACKS", "").split(os.pathsep) if part)
    return Shelf(tuple(dict.fromkeys((*packs, *named))), online=online)


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_hash(card_id: str, expected: str, got: str) -> None:
    """Refuse a file whose bytes are not the card's.

    Raises HashMismatch with both hashes.
    """
    if got != expected:
        raise HashMismatch(f"{card_id}: card says {expected[:12]}, file is {got[:12]}. A new edition? Write a new card.")


class Shelf:
    """Cards and their bytes. A pack replaces a bundled card only where it says which role it provides.

    Raises MissingSource for a pack folder that is not there, BadCard for a broken or doubled card, BadData for a pack that
    points outside its own folder.
    """

    def __init__(self, packs: Sequence[Path] = (), cache: Path | None = None, online: bool = False) -> None:
        self.online = online
        self.cache = cache or cache_folder()
        self._cards: dict[str, Source] = {}
        self._roots: dict[str, Path] = {}
        self._proved: dict[str, Path] = {}
        for path in sorted((BUNDLED / "cards").glob("*.toml")):
            self._add(read_card(path), BUNDLED)
        for pack in packs:
            for card in _pack_cards(pack):
                self._add(card, pack.resolve())

    def _add(self, card: Source, root: Path) -> None:
        holder = self._roots.get(card.id)
        if holder is not None and not (holder == BUNDLED and card.provides):
            place = "the bundled data" if holder == BUNDLED else str(holder)
            raise BadCard(
                f"{root}: card id {card.id} is already taken by {place}; give it another id, or declare provides to replace"
            )
        self._cards[card.id] = card
        self._roots[card.id] = root

    def card(self, card_id: str) -> Source:
        """The card with this id.

        Raises MissingSource with the nearest ids.
        """
        if card_id in self._cards:
            return self._cards[card_id]
        near = ", ".join(get_close_matches(card_id, self._cards, n=3)) or "none is near"
        raise MissingSource(f"no card {card_id!r}; nearest: {near}. Run `highground sources` for the list.")

    def cards(self) -> tuple[Source, ...]:
        """Every card, by id."""
        return tuple(self._cards[card_id] for card_id in sorted(self._cards))

    def provides(self, role: str) -> Source | None:
        """The pack's card that takes a role (population, elevation ...), if one does.

        Raises BadCard when two cards claim the same role.
        """
        claims = [card for card in self.cards() if card.provides == role]
        if len(claims) > 1:
            raise BadCard(f"{' and '.join(card.id for card in claims)} both provide {role}; mount one of them")
        return claims[0] if claims else None

    def where(self, card_id: str) -> str:
        """Where the bytes are: bundled, a pack's folder, cache, package NAME, network, or no file."""
        card, root = self.card(card_id), self._roots[card_id]
        if not card.file:
            return f"package {card.package}" if card.package else "no file"
        if (root / card.file).is_file():
            return "bundled" if root == BUNDLED else str(root)
        return "cache" if self._cached(card).is_file() else "network"

    def open(self, card_id: str) -> Path:
        """Path of the file behind a card, its bytes proved by sha256.

        Raises MissingSource when the bytes are not on this computer and the shelf is offline, HashMismatch when they are
        not the card's, BadData when a pack's file leads out of its folder.
        """
        if card_id not in self._proved:
            card = self.card(card_id)
            path = self._find(card)
            check_hash(card.id, card.sha256, sha256_of(path))
            self._proved[card_id] = path
        return self._proved[card_id]

    def _find(self, card: Source) -> Path:
        if card.package:
            raise MissingSource(f"{card.id} has no file: it is read from the installed package {card.package} when a run needs it")
        if not card.file:
            raise MissingSource(f"{card.id} has no file: its numbers stand in the card and in the code that cites it")
        root = self._roots[card.id]
        path = root / card.file
        if path.is_file():
            if root != BUNDLED:
                _inside(path, root)
            return path
        if root == BUNDLED:
            raise MissingSource(f"{card.id}: the bundled file {card.file} is gone; install highground again")
        if (cached := self._cached(card)).is_file():
            return cached
        if self.online and card.url:
            from highground.catalogue.fetch import fetch  # noqa: PLC0415

            return fetch(card, cached)
        raise MissingSource(f"{card.id} is not on this computer; put {card.file} into a pack or run again with --online")

    def _cached(self, card: Source) -> Path:
        return self.cache / "files" / card.sha256[:16] / Path(card.file).name


def _pack_cards(pack: Path) -> list[Source]:
    if not pack.is_dir():
        raise MissingSource(f"no pack at {pack}; --pack and HIGHGROUND_PACKS want a folder with cards (*.toml) and files")
    root = pack.resolve()
    paths = sorted([*root.glob("*.toml"), *root.glob("cards/*.toml")])
    if not paths:
        raise MissingSource(f"{pack} holds no card; a pack needs one .toml card for each file")
    if len(paths) > PACK_CARDS:
        raise BadData(f"{pack} holds {len(paths):,} cards, more than {PACK_CARDS:,}; split it")
    for path in paths:
        _inside(path, root)
    return [read_card(path) for path in paths]


def _inside(path: Path, root: Path) -> None:
    if not path.resolve().is_relative_to(root):
        raise BadData(f"{path} is a link that leads out of its pack; copy the file into the pack instead")
