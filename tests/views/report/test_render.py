from collections.abc import Callable
from pathlib import Path

import pytest

from highground.basis.errors import HighgroundError
from highground.basis.settings import FORMATS, LANGS
from highground.catalogue.runs import Run
from highground.research.twins import Twins
from highground.views.report import figures
from highground.views.report.render import MIRRORS, WRITERS, render, render_mirror

Told = list[tuple[str, float | None]]


@pytest.fixture
def tell() -> tuple[Callable[[str, float | None], None], Told]:
    told: Told = []
    return (lambda text, share: told.append((text, share))), told


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only one picture is saved; the others are tested with the pictures."""
    monkeypatch.setattr(figures, "NAMES", ("people",))


Teller = tuple[Callable[[str, float | None], None], Told]


@pytest.mark.usefixtures("few")
def test_exactly_the_files_asked_for_are_written(sample_run: Run, tmp_path: Path, tell: Teller) -> None:
    written = render(sample_run, tmp_path, ["en"], ["xlsx"], tell[0])
    assert written == [tmp_path / "data.xlsx"]
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {"data.xlsx", "figures/en/people.png", "figures/en/people.svg"}


@pytest.mark.usefixtures("few")
def test_with_several_languages_each_file_carries_its_code(sample_run: Run, tmp_path: Path, tell: Teller) -> None:
    written = render(sample_run, tmp_path, ["en", "kk"], ["xlsx"], tell[0])
    assert [path.name for path in written] == ["data.en.xlsx", "data.kk.xlsx"]
    assert all(path.stat().st_size > 5000 for path in written)
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {"en", "kk"}
    shares = [share for _, share in tell[1] if share is not None]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_a_mirror_is_written_in_each_of_its_formats(twins: Twins, tmp_path: Path, tell: Teller) -> None:
    written = render_mirror(twins, tmp_path, ["en"], list(MIRRORS), tell[0])
    assert (
        {path.name for path in written}
        == {path.name for path in tmp_path.iterdir()}
        == {"mirror.html", "mirror.pdf", "mirror.xlsx"}
    )


def test_a_mirror_leaves_out_the_formats_it_does_not_have(twins: Twins, tmp_path: Path, tell: Teller) -> None:
    written = render_mirror(twins, tmp_path, ["en", "ru"], ["docx", "xlsx", "pptx"], tell[0])
    assert [path.name for path in written] == ["mirror.en.xlsx", "mirror.ru.xlsx"]


@pytest.mark.parametrize("formats", [["docx"], ["docx", "pptx"]])
def test_a_mirror_in_no_format_of_its_own_is_refused_with_those_it_has(
    twins: Twins, tmp_path: Path, tell: Teller, formats: list[str]
) -> None:
    with pytest.raises(HighgroundError, match=r"html, pdf, xlsx; you asked for docx"):
        render_mirror(twins, tmp_path, ["en"], formats, tell[0])
    assert list(tmp_path.iterdir()) == []


def test_every_format_of_the_settings_has_a_writer() -> None:
    assert set(WRITERS) == set(FORMATS)
    assert set(MIRRORS) <= set(WRITERS)
    assert len({f"{stem}.{name}" for name, (_, stem) in WRITERS.items()}) == len(FORMATS)
    assert len(LANGS) == 4
