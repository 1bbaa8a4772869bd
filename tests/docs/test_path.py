"""The whole path of the documentation, run as a person would, on profiles with few members."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from highground.catalogue.runs import save

PATH = Path(__file__).parents[2] / "docs" / "path"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, pilots: Any) -> Path:
    """The folder after the script has run to its end."""
    home = tmp_path_factory.mktemp("path")
    for run in pilots:
        save(run, home / "runs" / run.about["iso3"])
    settings = {"PYTHON": sys.executable, "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("the script of the path is written for bash, which is not here")
    done = subprocess.run(
        [bash, str(PATH / "run.sh"), "out"], cwd=home, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return home / "out"


def test_the_path_leads_to_every_product(walked: Path) -> None:
    wanted = (
        "gaps/gaps.pdf", "pack/pack.en.docx", "kit/slides.pptx", "kit/facilitator.docx", "questions/forms.json", "evaluation/evaluation.html",
        "certificates/certificate-1.pdf", "iati/iati.xml", "report/report.docx",
    )  # fmt: skip
    assert [name for name in wanted if not (walked / name).stat().st_size] == []
    assert len(list((walked / "backups").glob("records-*.zip"))) == 1


def test_the_confirmed_codes_of_the_path_stand_in_its_gap_analysis(walked: Path) -> None:
    gaps = json.loads((walked / "gaps" / "gaps.json").read_text(encoding="utf-8"))
    assert "Exercise text" in json.dumps(gaps)


def test_a_certificate_that_was_changed_is_refused(walked: Path) -> None:
    told = json.loads((walked / "certificates" / "certificate-1.json").read_text(encoding="utf-8"))
    told["credentialSubject"]["achievement"]["name"] = "Professor of everything"
    forged = walked / "forged.json"
    forged.write_text(json.dumps(told), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "highground", "teach", "verify", str(forged)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
