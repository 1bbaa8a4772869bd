"""The policy verbs as people type them, from a file to agreement of two coders, and what they refuse."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openpyxl import load_workbook

from highground.basis.policy import Code, code_id
from highground.views.cli.kept import records
from highground.views.cli.policy.kept import library, texts

Say = Callable[..., tuple[int, str, str]]
PLAN = (
    "3.1 Adaptation\n\nHouseholds that live below the glacial lake will be moved by planned relocation before 2030.\n\n"
    "The retreat of glaciers is measured each year by the hydrometeorological service.\n\n"
    "Displacement caused by mudflows in mountain villages is to be counted by the ministry.\n\n"
    "Labour migration from mountain districts is supported.\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HIGHGROUND_RECORDS", str(tmp_path / "records.sqlite"))
    monkeypatch.setenv("HIGHGROUND_CACHE", str(tmp_path / "cache"))
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path


def fill(path: Path, part: str, sheet: int, **cells: Callable[[int], object]) -> int:
    """Fill every row of a workbook by the tags of its columns; returns how many."""
    book = load_workbook(path)
    page = book.worksheets[sheet]
    places = {str(cell.value): cell.column for cell in page[2]}
    for row in range(3, page.max_row + 1):
        for name, made in cells.items():
            page.cell(row, places[f"#{part}+{name}"]).value = made(row)
    book.save(path)
    return int(page.max_row) - 2


def test_from_a_file_to_the_agreement_of_two_coders(home: Path, say: Say) -> None:
    code, out, _ = say(
        "policy", "add", "plan.txt", "--country", "KAZ", "--year", "2023", "--kind", "NDC", "--title", "A plan", "--json"
    )
    (text,) = json.loads(out)["texts"]
    assert (code, text["country"], text["year"], text["language"], text["added"]) == (0, "KAZ", 2023, "en", True)
    assert "Already in the library, nothing was changed: A plan" in say("policy", "add", "plan.txt")[1]
    assert "A plan · NDC, en" in say("policy", "texts")[1]
    for coder, strength in (("one", "3 measure"), ("two", "2 aim")):
        assert say("policy", "code", "--coder", coder, "--out", coder)[0] == 0
        rows = fill(home / coder / "coding.xlsx", "code", 1, present=lambda _: "yes", hg_strength=lambda _, said=strength: said)  # type: ignore[misc]
        assert rows >= 3
        code, out, _ = say("policy", "code", "--filled", f"{coder}/coding.xlsx")
        assert f"Answers kept: {rows}, of which new or changed: {rows}." in out
        assert f"Most often: Framing ({rows}), " in out
        assert "new or changed: 0." in say("policy", "code", "--filled", f"{coder}/coding.xlsx")[1]
    code, out, _ = say("policy", "agree", "--out", "agreement", "--json")
    found = json.loads(out)
    assert (code, found["open"]) == (0, rows)
    measures = {(one["field"], one["theme"]): one for one in found["measures"]}
    assert measures["present", ""]["same"] == 1
    assert measures["present", ""]["alpha"]["value"] is None
    assert measures["hg_strength", ""]["same"] == 0
    fill(home / "agreement" / "agreement.xlsx", "settle", 3, decided=lambda _: "3", by=lambda _: "panel")
    code, out, _ = say("policy", "agree", "--out", "agreement", "--filled", "agreement/agreement.xlsx")
    assert code == 0
    assert f"Decisions kept: {rows}; themes settled: {rows}." in out
    assert f"settled: {rows}." in out
    log = load_workbook(home / "agreement" / "agreement.xlsx").worksheets[4]
    assert log.max_row == rows + 1


def test_a_workbook_that_people_filled_is_not_written_over(home: Path, say: Say) -> None:
    say("policy", "add", "plan.txt")
    say("policy", "code", "--coder", "one", "--out", "c")
    fill(home / "c" / "coding.xlsx", "code", 1, present=lambda _: "yes")
    before = (home / "c" / "coding.xlsx").read_bytes()
    code, _, error = say("policy", "code", "--coder", "one", "--out", "c")
    assert code == 2
    assert "was filled since it was written and would be lost" in error
    assert (home / "c" / "coding.xlsx").read_bytes() == before
    assert say("policy", "code", "--coder", "one", "--out", "c", "--filled", "c/coding.xlsx")[0] == 0


def test_an_answer_that_changes_opens_what_was_settled_and_a_blank_takes_nothing_back(home: Path, say: Say) -> None:
    say("policy", "add", "plan.txt")
    for coder, present in (("one", "yes"), ("two", "no")):
        say("policy", "code", "--coder", coder, "--out", coder)
        rows = fill(home / coder / "coding.xlsx", "code", 1, present=lambda _, said=present: said)  # type: ignore[misc]
        say("policy", "code", "--filled", f"{coder}/coding.xlsx")
    say("policy", "agree", "--out", "agreement")
    fill(home / "agreement" / "agreement.xlsx", "settle", 3, decided=lambda _: "yes", by=lambda _: "panel")
    say("policy", "agree", "--out", "agreement", "--filled", "agreement/agreement.xlsx")
    with records(None, None) as store:
        assert len(store.find(Code, status="adjudicated")) == rows
    fill(home / "one" / "coding.xlsx", "code", 1, present=lambda row: "no" if row == 3 else "yes" if row == 4 else "")
    out = say("policy", "code", "--filled", "one/coding.xlsx")[1]
    assert "Answers kept: 2, of which new or changed: 1." in out
    assert "no longer hold, because an answer changed: 1." in out
    assert f"left blank that were answered before: {rows - 2}." in out
    with records(None, None) as store:
        assert len(store.find(Code, status="adjudicated")) == rows - 1
        assert len(store.find(Code, coder="one")) == rows


def test_who_answers_for_a_whole_text_is_told_what_that_means(home: Path, say: Say) -> None:
    say("policy", "add", "plan.txt")
    say("policy", "code", "--coder", "one", "--out", "one")
    assert "read in full" not in say("policy", "code", "--filled", "one/coding.xlsx")[1]
    fill(home / "one" / "coding.xlsx", "text", 2, nap_migration=lambda _: "mentioned")
    assert "count as read in full by these answers: 1." in say("policy", "code", "--filled", "one/coding.xlsx")[1]
    told = [str(row[1].value) for row in load_workbook(home / "one" / "coding.xlsx").worksheets[0].iter_rows()]
    assert any("from beginning to end for every theme" in line for line in told)


def test_a_workbook_given_to_the_wrong_verb_is_refused_and_not_taken_as_empty(home: Path, say: Say) -> None:
    say("policy", "add", "plan.txt")
    for coder, present in (("one", "yes"), ("two", "no")):
        say("policy", "code", "--coder", coder, "--out", coder)
        fill(home / coder / "coding.xlsx", "code", 1, present=lambda _, said=present: said)  # type: ignore[misc]
        say("policy", "code", "--filled", f"{coder}/coding.xlsx")
    assert say("policy", "agree", "--out", "agreement")[0] == 0
    code, _, error = say("policy", "code", "--filled", "agreement/agreement.xlsx")
    assert (code, "no sheet with the row of tags #code+" in error) == (2, True)
    code, _, error = say("policy", "agree", "--filled", "one/coding.xlsx", "--out", "other")
    assert (code, "no sheet with the row of tags #settle+" in error) == (2, True)


def test_a_row_that_cannot_be_keeps_nothing_of_the_workbook(home: Path, say: Say) -> None:
    say("policy", "add", "plan.txt")
    say("policy", "code", "--coder", "one", "--out", "c")
    fill(home / "c" / "coding.xlsx", "code", 1, present=lambda row: "yes" if row > 3 else "perhaps")
    code, _, error = say("policy", "code", "--filled", "c/coding.xlsx")
    assert code == 2
    assert "row 3, Is it there?: 'perhaps' is neither yes nor no" in error
    assert "coders who have answered: 0" in say("policy", "agree")[2]


def test_all_files_are_added_or_none(home: Path, say: Say) -> None:
    (home / "bad.txt").write_bytes(b"\x00\x01\x02")
    code, _, error = say("policy", "add", "plan.txt", "bad.txt")
    assert code == 2
    assert "bad.txt" in error
    assert "The library holds no text" in say("policy", "texts")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "plan.txt", "--year", "MMXX"), "is no year"), (("add", "plan.txt", "--kind", "song"), "no kind of instrument"),
        (("add", "plan.txt", "--instrument", "KAZ-X"), "no instrument 'KAZ-X'"), (("code",), "Missing the coder"),
        (("code", "--coder", "one"), "holds no text to code"), (("codebook", "--codebook", "gone.toml"), "gone.toml"),
        (("fetch",), "there is no register"), (("fetch", "--online"), "Missing the country"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_sentence(home: Path, say: Say, words: tuple[str, ...], said: str) -> None:
    code, _, error = say("policy", *words)
    assert code == 2
    assert said in error


def test_instruments_say_what_is_not_verified(home: Path, say: Say) -> None:
    out = say("policy", "instruments", "--country", "Kazakhstan")[1]
    assert "KAZ-ECO-CODE  Ecological Code (2021) · law: not verified, from memory" in out
    assert "nobody has quoted the wording" in out
    assert "no proof that there is none" in say("policy", "instruments", "--country", "PER")[1]
    assert len(json.loads(say("policy", "instruments", "--json")[1])["instruments"]) == 25


def test_what_a_person_verified_stands_at_the_instrument_with_name_and_day(home: Path, say: Say) -> None:
    text = (
        "id,iso3,name,kind,quote,verified_by,verified_on\nKAZ-ECO-CODE,,,,Article 1,Department,2026-11-25\n"
        "PER-NAP-2021,PER,Plan Nacional,NAP,,,\n"
    )
    (home / "own.csv").write_text(text, encoding="utf-8")
    out = say("policy", "instruments", "--instruments", "own.csv", "--lang", "ru")[1]
    assert "Экологический кодекс (2021) · закон: текст прочитан: Department, 25 ноября" in " ".join(out.split())
    assert "«Article 1»" in out
    assert "Где имя не указано" in out
    assert say("policy", "add", "plan.txt", "--instrument", "PER-NAP-2021", "--instruments", "own.csv")[0] == 0
    assert "Plan Nacional · NAP, en" in say("policy", "texts", "--country", "Peru")[1]


def test_a_library_without_texts_of_a_country_is_not_called_empty(home: Path, say: Say) -> None:
    say("policy", "add", "plan.txt", "--country", "KAZ")
    assert "La biblioteca no tiene textos de Perú;" in say("policy", "texts", "--country", "PER", "--lang", "es")[1]


def test_the_code_book_is_printed_and_written(home: Path, say: Say) -> None:
    code, out, _ = say("policy", "codebook", "--lang", "ru,kk", "--out", "book")
    assert code == 0
    assert "planned_relocation: Плановое переселение" in out
    assert sorted(path.name for path in (home / "book").iterdir()) == ["codebook.json", "codebook.kk.xlsx", "codebook.xlsx"]


def test_the_registry_is_listed_without_a_network(home: Path, say: Say, shared: Path) -> None:
    shutil.copy(shared / "data" / "policy-texts" / "ndc_register.csv", home / "register.csv")
    code, out, _ = say("policy", "fetch", "--country", "KAZ", "--listing", "register.csv")
    assert code == 0
    assert "Documents: 4, of them active: 3." in out
    assert "Kazakhstan NDC 3.0 · NDC, Russian, 26 November 2025: not fetched: run again with --online" in out
    assert "испанский, 6 февраля" in say("policy", "fetch", "--country", "ECU", "--listing", "register.csv", "--lang", "ru")[1]
    assert "none stated by the registry" in out


def test_two_coders_who_save_at_once_lose_nothing(home: Path, say: Say) -> None:
    say("policy", "add", "plan.txt", "--country", "KAZ")
    with records(None, None) as store:
        (text,) = texts(store)
        (passage, *_) = library(store, [text]).passages.values()

    def save(coder: str) -> None:
        with records(None, coder) as store:
            for theme in ("migration", "displacement", "mountain", "hazards"):
                id_ = code_id(text.id, passage.number, theme, coder)
                store.put_all(
                    [
                        Code(
                            id_,
                            text.id,
                            passage.number,
                            theme,
                            None,
                            "",
                            {"hg_strength": "1"},
                            "en",
                            coder,
                            "2026-11-25",
                            "confirmed",
                            "yes",
                        )
                    ]
                )

    coders = [f"coder {number}" for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, coders))
    with records(None, None) as store:
        kept = store.find(Code, text=text.id)
        assert {(one.record.coder, one.who) for one in kept} == {(coder, coder) for coder in coders}
        assert len(kept) == 16
        assert len(store.log(Code)) == 16


def test_a_text_without_answers_is_taken_out_whole_and_one_with_answers_stays(home: Path, say: Say) -> None:
    code, out, _ = say("policy", "add", "plan.txt", "--title", "A plan", "--json")
    (text,) = json.loads(out)["texts"]
    assert say("policy", "code", "--coder", "one", "--out", "one")[0] == 0
    fill(home / "one" / "coding.xlsx", "code", 1, present=lambda _: "no")
    assert say("policy", "code", "--filled", "one/coding.xlsx")[0] == 0
    code, _, err = say("policy", "drop", text["id"])
    assert code == 2
    assert "answers of coders, so it stays" in err
    (home / "other.txt").write_text(PLAN + "Another line on pastures and herders of the high valleys.\n", encoding="utf-8")
    (other,) = json.loads(say("policy", "add", "other.txt", "--title", "Other", "--json")[1])["texts"]
    code, out, _ = say("policy", "drop", other["id"])
    assert code == 0
    assert "Taken out of the library: Other" in out
    with records(None, None) as store:
        assert [one.title for one in texts(store)] == ["A plan"]
        assert {passage for passage, _ in library(store, texts(store)).passages} == {text["id"]}
        store.check()


def test_a_text_that_is_not_there_cannot_be_taken_out(home: Path, say: Say) -> None:
    code, _, err = say("policy", "drop", "0000")
    assert (code, "holds no text '0000'" in err) == (2, True)
