import os
from collections.abc import Callable
from pathlib import Path

import pytest

from highground.basis.errors import BadCard, BadData, HashMismatch, MissingSource
from highground.catalogue.shelf import Shelf, default_shelf, sha256_of

ID = "ministry-table-2026"
Pack = Callable[..., Path]


def test_bundled_cards_are_on_every_shelf_in_order() -> None:
    ids = [card.id for card in Shelf().cards()]
    assert ids == sorted(ids)
    assert {"un-wpp-2024", "ipcc-ar6-spm1", "itu-p1511-2", "highground-judgement"} <= set(ids)


def test_a_wrong_id_lists_the_nearest() -> None:
    with pytest.raises(MissingSource, match="nearest: un-wpp-2024"):
        Shelf().card("un-wpp-2042")
    with pytest.raises(MissingSource, match="none is near"):
        Shelf().card("zzzzzzzz")


def test_the_bytes_of_a_pack_are_found_and_proved(make_pack: Pack) -> None:
    pack = make_pack(b"a\n1\n")
    shelf = Shelf([pack])
    assert shelf.open(ID).read_bytes() == b"a\n1\n"
    assert shelf.where(ID) == str(pack)


def test_changed_bytes_are_refused_with_both_hashes(make_pack: Pack) -> None:
    pack = make_pack(b"a\n1\n")
    told = sha256_of(pack / "data.csv")
    (pack / "data.csv").write_bytes(b"a\n2\n")
    found = sha256_of(pack / "data.csv")
    with pytest.raises(HashMismatch, match=f"{ID}: card says {told[:12]}, file is {found[:12]}. A new edition"):
        Shelf([pack]).open(ID)


def test_cards_may_lie_in_a_folder_of_their_own(make_pack: Pack) -> None:
    pack = make_pack(b"a\n1\n")
    (pack / "cards").mkdir()
    (pack / f"{ID}.toml").rename(pack / "cards" / f"{ID}.toml")
    assert Shelf([pack]).open(ID) == pack / "data.csv"


def test_a_pack_may_not_take_a_bundled_id_unless_it_says_what_it_provides(make_pack: Pack) -> None:
    with pytest.raises(BadCard, match="card id un-wpp-2024 is already taken by the bundled data"):
        Shelf([make_pack(b"a\n1\n", "un-wpp-2024")])
    shelf = Shelf([make_pack(b"a\n1\n", "un-wpp-2024", provides="totals")])
    assert shelf.card("un-wpp-2024").producer == "A ministry"


def test_two_packs_may_not_share_an_id_or_a_role(make_pack: Pack) -> None:
    one = make_pack(b"a\n1\n", provides="population", folder="one")
    two = make_pack(b"a\n1\n", provides="population", folder="two")
    with pytest.raises(BadCard, match="already taken by"):
        Shelf([one, two])
    other = make_pack(b"a\n1\n", "other", provides="population", folder="three")
    with pytest.raises(BadCard, match="both provide population; mount one"):
        Shelf([one, other]).provides("population")


def test_a_role_is_found_by_name(make_pack: Pack) -> None:
    shelf = Shelf([make_pack(b"a\n1\n", provides="population")])
    found = shelf.provides("population")
    assert found is not None
    assert found.id == ID
    assert shelf.provides("elevation") is None
    assert Shelf().provides("population") is None


def test_a_pack_that_is_not_there_or_holds_no_card_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingSource, match="no pack at"):
        Shelf([tmp_path / "nowhere"])
    with pytest.raises(MissingSource, match="holds no card"):
        Shelf([tmp_path])


@pytest.mark.parametrize("what", ["data.csv", f"{ID}.toml", "folder"])
def test_a_link_that_leads_out_of_a_pack_is_refused(make_pack: Pack, tmp_path: Path, what: str) -> None:
    pack = make_pack(b"a\n1\n")
    outside = tmp_path / "outside"
    outside.mkdir()
    if what == "folder":
        (pack / "cards").symlink_to(outside)
        (pack / f"{ID}.toml").rename(outside / f"{ID}.toml")
    else:
        (pack / what).rename(outside / what)
        (pack / what).symlink_to(outside / what)
    with pytest.raises(BadData, match="leads out of its pack"):
        Shelf([pack]).open(ID)


def test_one_broken_card_names_itself(make_pack: Pack) -> None:
    pack = make_pack(b"a\n1\n")
    (pack / "bad.toml").write_text("id = 1", encoding="utf-8")
    with pytest.raises(BadCard, match=r"card bad\.toml: lacks producer"):
        Shelf([pack])


def test_offline_a_missing_file_says_how_to_get_it(make_pack: Pack, tmp_path: Path) -> None:
    pack = make_pack(b"a\n1\n")
    (pack / "data.csv").unlink()
    shelf = Shelf([pack], cache=tmp_path / "cache")
    with pytest.raises(MissingSource, match=r"not on this computer; put data\.csv into a pack or run again with --online"):
        shelf.open(ID)
    assert shelf.where(ID) == "network"
    assert not (tmp_path / "cache").exists()


def test_the_cache_is_looked_at_before_the_network_and_proved_too(make_pack: Pack, tmp_path: Path) -> None:
    pack = make_pack(b"a\n1\n")
    kept = tmp_path / "cache" / "files" / sha256_of(pack / "data.csv")[:16] / "data.csv"
    kept.parent.mkdir(parents=True)
    (pack / "data.csv").rename(kept)
    shelf = Shelf([pack], cache=tmp_path / "cache", online=True)
    assert shelf.where(ID) == "cache"
    assert shelf.open(ID) == kept
    kept.write_bytes(b"a\n2\n")
    with pytest.raises(HashMismatch):
        Shelf([pack], cache=tmp_path / "cache").open(ID)


def test_a_card_of_a_package_or_of_a_judgement_has_no_file_and_says_so() -> None:
    shelf = Shelf()
    with pytest.raises(MissingSource, match="read from the installed package itur"):
        shelf.open("itu-p1511-2")
    with pytest.raises(MissingSource, match="its numbers stand in the card"):
        shelf.open("highground-judgement")
    assert shelf.where("itu-p1511-2") == "package itur"
    assert shelf.where("highground-judgement") == "no file"


def test_packs_come_from_the_command_and_from_the_environment(make_pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = make_pack(b"a\n1\n", "one", folder="one"), make_pack(b"a\n1\n", "two", folder="two")
    monkeypatch.setenv("HIGHGROUND_PACKS", os.pathsep.join([str(one), str(two), ""]))
    assert {"one", "two"} <= {card.id for card in default_shelf((one,)).cards()}


def test_the_cache_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIGHGROUND_CACHE", str(tmp_path / "here"))
    assert Shelf().cache == tmp_path / "here"
