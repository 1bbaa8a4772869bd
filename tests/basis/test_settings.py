from highground.basis.ensemble import Ensemble
from highground.basis.settings import BY_NAME, FORMATS, LANGS, SETTINGS


def test_defaults_of_the_ensemble_are_the_ensembles_own() -> None:
    plain = Ensemble()
    assert (BY_NAME["seed"].default, BY_NAME["members"].default) == (plain.seed, plain.members)


def test_the_fewest_members_allowed_are_the_fewest_that_make_an_ensemble() -> None:
    assert BY_NAME["members"].low == 2
    assert Ensemble(members=2).members == 2


def test_names_are_single_words_used_once() -> None:
    names = [setting.name for setting in SETTINGS]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)


def test_every_setting_says_what_it_does_in_a_sentence() -> None:
    assert all(setting.help[0].isupper() and setting.help.endswith(".") for setting in SETTINGS)


def test_defaults_keep_their_own_bounds_and_choices() -> None:
    for setting in SETTINGS:
        if isinstance(setting.default, int) and setting.low is not None and setting.high is not None:
            assert setting.low <= setting.default <= setting.high
        if setting.choices:
            assert not setting.default or set(str(setting.default).split(",")) <= set(setting.choices)  # none: the verb chooses


def test_the_four_languages_and_five_formats_of_the_design() -> None:
    assert set(LANGS) == {"en", "ru", "kk", "es"}
    assert set(FORMATS) == {"html", "pdf", "docx", "pptx", "xlsx"}
