from collections.abc import Callable

import pytest

from highground.basis.settings import LANGS
from highground.catalogue.runs import Run
from highground.response.policy.pack.made import Pack
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.pack_speech import LENGTHS, RATE, speeches, spoken

Packed = Callable[..., Pack]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_to_be_said_fits_the_time_and_grows_with_it(packed: Packed, pilots: tuple[Run, Run], lang: str) -> None:
    told = speeches(packed(*pilots), Words(lang, "pack"))
    lengths = [sum(map(spoken, one.texts)) for one in told]
    assert [one.seconds for one in told] == list(LENGTHS)
    assert all(took <= RATE[lang] * one.seconds / 60 for took, one in zip(lengths, told, strict=True))
    assert lengths == sorted(set(lengths))
    assert all(len(one.texts) >= 3 for one in told)


def test_the_half_minute_opens_asks_and_names_no_single_cause(packed: Packed, pilots: tuple[Run, Run]) -> None:
    text = " ".join(speeches(packed(*pilots), Words("en", "pack"))[0].texts)
    assert text.startswith("We speak for people who live in mountains: Kazakhstan, Ecuador.")
    assert "We ask: " in text
    assert "Nobody moves for one reason." in text
