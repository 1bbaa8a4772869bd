from highground.basis.hazards import HAZARD_BY_ID, HAZARDS, SLOW, SUDDEN


def test_every_hazard_is_either_sudden_or_slow_and_named_once() -> None:
    assert {*SUDDEN, *SLOW} == set(HAZARD_BY_ID)
    assert len(HAZARD_BY_ID) == len(HAZARDS)


def test_drought_and_heat_are_pressure_and_never_displacement_events() -> None:
    assert set(SLOW) == {"drought", "heat"}
