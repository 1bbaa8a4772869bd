from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.basis.settings import BY_NAME, FORMATS, IN_VERB, LANGS, SETTINGS
from highground.views.cli.options import order, split
from highground.views.cli.verbs import command, paths

VERBS = paths()


def options_of(verb: tuple[str, ...]) -> list[click.Option]:
    return [parameter for parameter in command(*verb).params if isinstance(parameter, click.Option)]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_option_stands_in_the_table_of_settings_with_its_help(verb: tuple[str, ...]) -> None:
    for option in options_of(verb):
        setting = BY_NAME[option.opts[0].removeprefix("--")]
        assert option.help == IN_VERB.get(" ".join(verb), {}).get(setting.name, setting.help)


def test_every_verb_that_writes_says_where_and_nothing_is_said_of_other_verbs() -> None:
    offered = {" ".join(verb): {option.opts[0].removeprefix("--") for option in options_of(verb)} for verb in VERBS}
    assert all("out" in IN_VERB.get(verb, {}) for verb, names in offered.items() if "out" in names)
    assert all(set(said) <= offered[verb] for verb, said in IN_VERB.items())


def test_every_setting_is_an_option_of_some_verb() -> None:
    offered = {option.opts[0].removeprefix("--") for verb in VERBS for option in options_of(verb)}
    assert offered == {setting.name for setting in SETTINGS}


def test_an_order_without_options_is_the_table_of_defaults() -> None:
    plain = order({})
    assert (plain.langs, plain.formats, plain.seed, plain.members) == (("en",), FORMATS, 1, 1000)
    assert (plain.out, plain.packs, plain.online, plain.json, plain.all) == (None, (), False, False, False)


def test_options_arrive_in_the_order() -> None:
    chosen = order({"out": Path("x"), "seed": 0, "members": 5, "pack": (Path("p"),), "lang": ("ru",), "json": True, "all": True})
    assert (chosen.out, chosen.seed, chosen.members, chosen.packs, chosen.langs) == (Path("x"), 0, 5, (Path("p"),), ("ru",))
    assert chosen.json
    assert chosen.all


def test_all_means_every_language() -> None:
    assert split(BY_NAME["lang"], ["all"]) == LANGS


@pytest.mark.parametrize("texts", [["xx"], ["en,xx"], [","], [""], ["en;ru"], ["../en"]])
def test_an_unknown_language_is_refused_with_the_list(texts: list[str]) -> None:
    with pytest.raises(click.BadParameter, match="choose from en, ru, kk, es or all"):
        split(BY_NAME["lang"], texts)


@given(st.lists(st.sampled_from(LANGS), min_size=1), st.sampled_from([",", ", ", " "]))
def test_commas_and_repeats_mean_the_same(langs: list[str], between: str) -> None:
    joined = split(BY_NAME["lang"], [between.join(langs)])
    assert joined == split(BY_NAME["lang"], langs)
    assert set(joined) == set(langs)
    assert len(joined) == len(set(joined))
