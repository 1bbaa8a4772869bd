from contextlib import suppress
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from highground.basis.errors import BadData
from highground.catalogue.drafts.pdf_door import read_pdf

LONG = "Families in the valley move for many reasons, and the report says which of them weigh most in the surveys that were held. "


def made(tmp_path: Path, text: str, name: str = "draft.pdf") -> Path:
    source = tmp_path / "draft.typ"
    source.write_text(text, encoding="utf-8")
    path = tmp_path / name
    path.write_bytes(typst.compile(source))
    return path


def test_paragraphs_know_their_page_and_lines_are_joined(tmp_path: Path) -> None:
    path = made(tmp_path, f"{LONG * 3}\n\nShort one.\n#pagebreak()\nПереезды на второй странице, о которых говорит этот абзац.")
    passages, said, pages = read_pdf(path)
    assert pages == 2
    assert passages[0].text.startswith("Families in the valley move for many reasons, and the report says")
    assert passages[0].page == 1
    assert passages[-1].text == "Переезды на второй странице, о которых говорит этот абзац."
    assert passages[-1].page == 2
    assert said == ()


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = "\n#pagebreak()\n".join(f"{LONG} Page text {word}." for word in ("one", "two", "three", "four"))
    path = made(tmp_path, f'#set page(header: [A running head], numbering: "1")\n{pages}')
    text = " ".join(passage.text for passage in read_pdf(path)[0])
    assert "running head" not in text
    assert "Page text four" in text


def test_pages_that_are_all_alike_are_text_and_not_running_heads(tmp_path: Path) -> None:
    path = made(tmp_path, "\n#pagebreak()\n".join([LONG] * 4))
    assert "Families in the valley" in read_pdf(path)[0][0].text


def test_a_sentence_may_cross_a_page_and_keeps_the_page_where_it_began(tmp_path: Path) -> None:
    path = made(
        tmp_path, f"{LONG * 2} The last sentence of this page goes on\n#pagebreak()\nand ends here on the next page of the draft."
    )
    whole = next(p for p in read_pdf(path)[0] if "goes on and ends here" in p.text)
    assert whole.page == 1


def test_a_scan_is_refused_with_advice_and_a_scanned_page_is_named(tmp_path: Path) -> None:
    Image.new("L", (40, 40), 200).save(tmp_path / "scan.png")
    with pytest.raises(BadData, match="text recognition"):
        read_pdf(made(tmp_path, '#image("scan.png")'))
    said = read_pdf(made(tmp_path, f'{LONG}\n#pagebreak()\n#image("scan.png")'))[1]
    assert str(said[0]).endswith("were not checked: 2.")


LOCKED = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>
%%EOF
""".format(key="5a" * 32)


def test_a_pdf_that_asks_for_a_password_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_text(LOCKED, encoding="ascii")
    with pytest.raises(BadData, match="locked with a password"):
        read_pdf(path)


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    whole = made(tmp_path, LONG).read_bytes()
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(whole[:200])
    with pytest.raises(BadData, match="not a whole pdf"):
        read_pdf(broken)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_is_read_or_refused_and_never_breaks(tmp_path: Path, at: int, junk: bytes) -> None:
    whole = tmp_path / "whole.pdf"
    if not whole.exists():
        made(tmp_path, LONG, "whole.pdf")
    body = whole.read_bytes()
    path = tmp_path / "damaged.pdf"
    path.write_bytes(body[: at % len(body)] + junk + body[at % len(body) + len(junk) :])
    with suppress(BadData):  # the only way out besides reading it
        read_pdf(path)
