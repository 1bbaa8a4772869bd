import importlib.util
import re
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

SCRIPT = Path(__file__).parents[2] / "scripts" / "messages.py"
LANGS = ("ru", "kk", "es")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGS)
def test_every_message_is_translated_and_in_step_with_the_code(script: ModuleType, lang: str) -> None:
    assert script.missing(lang) == []
    assert script.updated(lang) == script.path(lang).read_bytes(), "run scripts/messages.py"


@pytest.mark.parametrize("lang", LANGS)
def test_translations_keep_their_placeholders(script: ModuleType, lang: str) -> None:
    with script.path(lang).open("rb") as file:
        held = read_po(file, locale=lang)
    odd = [message.id for message in held if message.id and fields(str(message.id)) != fields(str(message.string))]
    assert odd == []


@pytest.mark.parametrize("lang", LANGS)
def test_translations_that_nobody_reviewed_are_marked_so(script: ModuleType, lang: str) -> None:
    with script.path(lang).open("rb") as file:
        assert read_po(file, locale=lang).fuzzy


@pytest.mark.parametrize(("lang", "words"), [("ru", "климатическ беженц"), ("kk", "климаттық босқын"), ("es", "refugiad climátic")])
def test_nobody_is_called_a_climate_refugee(script: ModuleType, lang: str, words: str) -> None:
    text = re.sub(r'"\n"', "", script.path(lang).read_text(encoding="utf-8").casefold())  # entries run over lines
    assert not re.search(r"\w*\s+".join(words.split()), text)
