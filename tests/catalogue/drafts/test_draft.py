from highground.catalogue.drafts.draft import whole
from highground.catalogue.drafts.read import draft_of


def test_soft_hyphens_and_signs_of_no_width_are_dropped_and_letters_composed() -> None:
    assert whole("ми\u00adгра\u200bция  и и\u0306од") == "миграция и йод"


def test_a_draft_is_whole_whatever_its_editor_left_in_it() -> None:
    assert [p.text for p in draft_of("refu\u00adgees\n\n\u200b\n\nfin".encode(), "t").passages] == ["refugees", "fin"]
