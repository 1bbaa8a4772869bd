from highground.basis.mobility import CELLS, DRIVERS, LEVER_BY_ID, LEVERS


def test_no_driver_is_temperature_alone() -> None:
    assert not {"temperature", "warming", "climate"} & {driver.id for driver in DRIVERS}


def test_the_four_cells_are_those_of_aspiration_by_capability() -> None:
    assert tuple(CELLS) == ("mobile", "voluntary", "involuntary", "acquiescent")


def test_each_lever_says_what_it_changes_and_has_a_bound() -> None:
    assert all(lever.changes.endswith(".") and lever.most > 0 for lever in LEVERS)
    assert set(LEVER_BY_ID) == {"early_warning", "water", "pasture", "relocation", "pathways", "remittances"}
