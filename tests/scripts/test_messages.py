import importlib.util
import re
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from highground.views.report.alphabet.words import LOCALE

SCRIPT = Path(__file__).parents[2] / "scripts" / "messages.py"
LANGS = ("ru", "kk", "es")
DOMAINS = ("highground", "pack", "gaps", "kit", "questions", "learning", "people", "projects", "policy")
CATALOGUES = sorted(LOCALE.rglob("*.po"))


def name_of(po: Path) -> str:
    return f"{po.parents[1].name}-{po.stem}"


def read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parents[1].name)


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


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_message_is_translated_and_in_step_with_the_code(script: ModuleType, lang: str, domain: str) -> None:
    assert script.missing(lang, domain) == []
    held = script.path(lang, domain)
    assert held.exists() == bool(script.messages(domain))
    assert not held.exists() or script.updated(lang, domain) == held.read_bytes(), "run scripts/messages.py"


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_is_a_sentence_and_a_counted_noun_at_once(script: ModuleType, domain: str) -> None:
    known_by = [script.first(message) for message in script.messages(domain)]
    assert len(known_by) == len(set(known_by))


def test_a_counted_noun_needs_as_many_forms_as_the_language_has(script: ModuleType) -> None:
    for forms, enough in ((("переезд", "переезда"), False), (("переезд", "переезда", "переездов"), True)):
        held = Catalog(locale="ru")
        held.add(("move", "moves"), forms)
        assert all(script._forms(held, ("move", "moves"))) is enough


def test_every_catalogue_is_known(script: ModuleType) -> None:
    assert script.DOMAINS == DOMAINS
    assert {path.stem for path in script.LOCALE.rglob("*.po")} <= set(DOMAINS)


def test_a_file_of_a_room_has_its_words_in_the_catalogue_of_that_room(script: ModuleType) -> None:
    assert script.room("src/highground/response/policy/pack/asks.py") == "pack"
    assert script.room("src/highground/views/report/narrative/kit_content.py") == "kit"
    assert script.room("src/highground/research/claims/people.py") == "highground"
    assert script.room("src/highground/people/mobility/rule.py") == "highground"


@pytest.mark.parametrize("po", CATALOGUES, ids=name_of)
def test_translations_keep_their_placeholders(po: Path) -> None:
    held = read(po)
    odd = [message.id for message in held if message.id and fields(str(message.id)) != fields(str(message.string))]
    assert odd == []


@pytest.mark.parametrize("po", CATALOGUES, ids=name_of)
def test_translations_that_nobody_reviewed_are_marked_so(po: Path) -> None:
    assert read(po).fuzzy


@pytest.mark.parametrize("lang", LANGS)
def test_what_two_rooms_say_in_the_same_words_is_translated_in_the_same_words(lang: str) -> None:
    said: dict[str, set[str]] = {}
    for po in CATALOGUES:
        if po.parents[1].name == lang:
            for message in read(po):
                said.setdefault(str(message.id), set()).add(str(message.string))
    assert {text: found for text, found in said.items() if text and len(found) > 1} == {}


@pytest.mark.parametrize(("lang", "words"), [("ru", "климатическ беженц"), ("kk", "климаттық босқын"), ("es", "refugiad climátic")])
def test_nobody_is_called_a_climate_refugee(lang: str, words: str) -> None:
    for po in (po for po in CATALOGUES if po.parents[1].name == lang):
        text = re.sub(r'"\n"', "", po.read_text(encoding="utf-8").casefold())  # entries run over lines
        assert not re.search(r"\w*\s+".join(words.split()), text)
