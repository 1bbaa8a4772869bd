"""The SCORM package in a real browser with a real SCORM runtime: answers, resume, score, keyboard, four languages, no overflow.

Needs Debian's chromium and `npm ci` in this folder; pages come from memory, so that no socket opens.
"""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from highground.basis.question import Choice, Item
from highground.catalogue.quizzes import scorm
from highground.views.report.alphabet.words import Words
from highground.views.report.narrative.questions_content import NAMES, PLAYER

RUNTIME: Final = Path(__file__).parent / "node_modules/scorm-again/dist/scorm12.min.js"
HOST: Final = "https://course.test/"
LIMIT: Final = 4096  # characters of cmi.suspend_data in SCORM 1.2
LONG: Final = {"en": "Displacement", "ru": "Перемещение", "kk": "Мәжбүрліқонысаударуғаұшырағандардың", "es": "Desplazamiento"}
FRAME: Final = """<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style>
<script src="runtime.js"></script><script>
window.API = new Scorm12API({autocommit: false, logLevel: 5});
window.API.loadFromJSON(KEPT, "cmi");
window.SAID = {};
window.REFUSED = [];
var put = window.API.LMSSetValue, finish = window.API.LMSFinish;
window.API.LMSSetValue = function (name, value) {
  var answer = put.call(window.API, name, value);
  window.SAID[name] = value;
  if (String(answer) !== "true") { window.REFUSED.push(name + "=" + value); }
  return answer;
};
window.API.LMSFinish = function (nothing) { window.SAID.finished = finish.call(window.API, nothing); return window.SAID.finished; };
</script><iframe src="index.html"></iframe>"""
ITEMS: Final = {
    lang: (
        Item("one", "single", f"{word}: 43 % (35–50)? <b>&amp;</b>", (Choice("12 %", False, "No."), Choice(f"43 % {word * 3}", True)), explanation="Row E1."),
        Item("two", "multiple", "a + b", (Choice("a", True), Choice("b", True), Choice("c", False))),
        Item("three", "truefalse", word, (Choice("true", False), Choice("false", True))),
        Item("four", "numeric", "300 × 4?", value=1200.0, tolerance=1.0),
        Item("five", "matching", word, (Choice("2 °C", True, match="43 %"), Choice("3 °C", True, match="33 %"))),
    )
    for lang, word in LONG.items()
}  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    where = shutil.which("chromium") or shutil.which("chromium-browser")
    if not where:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    if not RUNTIME.is_file():
        pytest.skip("no SCORM runtime: npm ci --ignore-scripts in tests/browser")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=where, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    path = tmp_path_factory.mktemp("scorm") / "package.zip"
    words = {
        lang: {"title": "Test", "point": ",", **{name: Words(lang, "questions").t(text) for name, text in PLAYER.items()}}
        for lang in ITEMS
    }
    scorm.write(path, ITEMS, words, NAMES)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Course:
    """A learning system of one page: the runtime around the player, and what it kept."""

    def __init__(self, browser: Any, files: dict[str, bytes], kept: dict[str, Any], lms: bool, **options: Any) -> None:
        self.page = browser.new_page(**options)
        self.page.set_default_timeout(10_000)
        self.asked: list[str] = []
        frame = FRAME.replace("KEPT", json.dumps(kept)) if lms else FRAME[FRAME.index("<iframe") :]
        served = {**files, "frame.html": frame.encode(), "runtime.js": RUNTIME.read_bytes()}
        self.page.route("**/*", lambda route: self._serve(route, served))
        self.page.goto(f"{HOST}frame.html")
        self.quiz = self.page.frame_locator("iframe")
        self.quiz.locator("#page > *").first.wait_for()

    def _serve(self, route: Any, served: dict[str, bytes]) -> None:
        name = route.request.url.removeprefix(HOST)
        self.asked.append(name)
        kinds = {"html": "text/html; charset=utf-8", "js": "text/javascript", "css": "text/css"}
        if name in served:
            route.fulfill(body=served[name], content_type=kinds[name.rpartition(".")[2]])
        else:
            route.fulfill(status=404, body="")

    def value(self, name: str) -> str:
        """What the runtime holds."""
        return str(self.page.evaluate(f"window.API.cmi.{name}"))

    def kept(self) -> dict[str, Any]:
        """What the runtime would keep until the next visit."""
        return {"core": {"lesson_location": self.value("core.lesson_location"), "lesson_status": self.value("core.lesson_status")}, "suspend_data": self.value("suspend_data")}  # fmt: skip

    def choose(self, *numbers: int) -> None:
        """Tick options, answer, go on."""
        for number in numbers:
            self.quiz.locator(f'input[value="{number}"]').check()
        self.on()

    def on(self) -> None:
        """Answer and go on."""
        self.quiz.locator("button[type=submit]").click()
        self.quiz.locator("#next").click()

    def leave(self) -> None:
        """Close the lesson, as a learning system does."""
        self.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        self.page.wait_for_function("window.SAID.finished !== undefined")
        assert self.page.evaluate("window.REFUSED") == []  # the runtime took every value

    def said(self, name: str) -> str:
        """What the player told last; some values can be written and not read."""
        return str(self.page.evaluate(f"window.SAID['cmi.{name}']"))


@pytest.fixture
def course(chromium: Any, package: dict[str, bytes]) -> Iterator[Any]:
    opened: list[Course] = []

    def start(kept: dict[str, Any] | None = None, *, lms: bool = True, **options: Any) -> Course:
        opened.append(Course(chromium, package, kept or {}, lms, **options))
        return opened[-1]

    yield start
    for one in opened:
        one.page.close()


def test_a_test_that_was_left_goes_on_where_it_was_and_ends_with_its_score(course: Any) -> None:
    first = course()
    first.quiz.get_by_role("button", name="Begin").click()
    first.choose(1)
    first.choose(0, 2)  # c is wrong
    assert first.value("core.lesson_status") == "incomplete"
    first.leave()
    assert first.said("core.exit") == "suspend"
    kept = first.kept()
    assert len(kept["suspend_data"]) <= LIMIT
    second = course(kept)
    assert second.quiz.locator(".where").inner_text() == "Question 3 of 5"
    second.choose(1)
    second.quiz.locator("input[name=answer]").fill("1 200")
    second.on()
    for row in (0, 1):
        second.quiz.locator(f"select[name=pair{row}]").select_option(str(row))
    second.on()
    assert second.value("core.score.raw") == "80"
    assert (second.value("core.score.min"), second.value("core.score.max")) == ("0", "100")
    assert second.value("core.lesson_status") == "passed"
    told = [[second.said(f"interactions.{n}.{part}") for part in ("id", "type", "student_response", "result")] for n in range(3)]
    assert told == [
        ["three", "true-false", "f", "correct"],
        ["four", "numeric", "1200", "correct"],
        ["five", "matching", "1.a,2.b", "correct"],
    ]
    second.leave()
    assert second.said("core.exit") == ""
    assert second.said("core.session_time").startswith("0000:00:")


def test_a_test_that_is_mostly_wrong_is_failed(course: Any) -> None:
    one = course()
    one.quiz.get_by_role("button", name="Begin").click()
    one.choose(0)
    one.choose(2)
    one.choose(0)
    one.quiz.locator("input[name=answer]").fill("12")
    one.on()
    one.quiz.locator("select[name=pair0]").select_option("1")
    one.quiz.locator("select[name=pair1]").select_option("1")
    one.on()
    assert (one.value("core.lesson_status"), one.value("core.score.raw")) == ("failed", "0")


def test_a_number_counts_up_to_its_tolerance_and_a_score_is_not_rounded_up(chromium: Any, tmp_path: Path) -> None:
    asked = [Item(f"n{n}", "numeric", "300 × 4?", value=1200.0, tolerance=1.0) for n in range(3)]
    words = {"en": {"title": "Test", "point": "."} | {name: Words("en", "questions").t(text) for name, text in PLAYER.items()}}
    scorm.write(tmp_path / "package.zip", {"en": asked}, words, NAMES)
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        one = Course(chromium, {name: archive.read(name) for name in archive.namelist()}, {}, True)
    one.quiz.get_by_role("button", name="Begin").click()
    for given in ("1201", "1199", "1201.1"):
        one.quiz.locator("input[name=answer]").fill(given)
        one.on()
    assert one.value("core.score.raw") == "66"  # two of three, 66.7
    one.page.close()


def test_data_is_shown_as_text_and_nothing_is_fetched_from_elsewhere(course: Any) -> None:
    one = course()
    one.quiz.get_by_role("button", name="Begin").click()
    assert "<b>&amp;</b>" in one.quiz.locator("legend").inner_text()
    assert set(one.asked) <= {"frame.html", "runtime.js", "index.html", "player.css", "player.js", "bank.js", "favicon.ico"}


def test_a_keyboard_is_enough(course: Any) -> None:
    one = course()
    press = one.page.keyboard.press
    one.quiz.get_by_role("button", name="Begin").focus()
    press("Enter")
    one.quiz.locator("input").first.wait_for()
    press("Tab")
    press("Space")
    press("ArrowDown")
    press("Enter")
    assert one.quiz.locator(".verdict").inner_text() == "Right."
    press("Enter")  # the focus is on the button that goes on
    assert one.quiz.locator(".where").inner_text() == "Question 2 of 5"


def test_without_a_learning_system_the_test_works_and_says_so(course: Any) -> None:
    one = course(lms=False)
    assert "No learning system" in one.quiz.locator("#note").inner_text()
    one.quiz.get_by_role("button", name="Begin").click()
    one.choose(1)
    assert one.quiz.locator(".where").inner_text() == "Question 2 of 5"


def test_an_empty_answer_is_asked_again(course: Any) -> None:
    one = course()
    one.quiz.get_by_role("button", name="Begin").click()
    one.quiz.locator("button[type=submit]").click()
    assert one.quiz.locator("[role=alert]").inner_text() == "Choose an answer first."


@pytest.mark.parametrize("lang", list(ITEMS))
def test_no_language_runs_over_the_edge_of_a_phone(course: Any, lang: str, tmp_path: Path) -> None:
    one = course(viewport={"width": 320, "height": 640})
    one.quiz.locator("#lang").select_option(lang)
    for step in range(2):
        wide = one.quiz.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
        assert wide <= 0, step
        if step == 0:
            one.quiz.locator("#page button").click()
    assert one.quiz.locator("html").get_attribute("lang") == lang
    one.page.screenshot(path=tmp_path / f"{lang}.png")
    assert (tmp_path / f"{lang}.png").stat().st_size > 5_000
