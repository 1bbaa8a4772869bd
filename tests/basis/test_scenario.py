from highground.basis.scenario import ALL_LEVELS, LEVELS, SSPS, TODAY, TODAY_HIGH, TODAY_LOW


def test_today_is_the_figure_of_the_ipcc_with_its_very_likely_range() -> None:
    # AR6 WGI SPM A.1.2: 1.09 [0.95 to 1.20] degC in 2011-2020
    assert (TODAY_LOW, TODAY, TODAY_HIGH) == (0.95, 1.09, 1.20)


def test_levels_rise_from_today() -> None:
    assert (TODAY, *LEVELS) == ALL_LEVELS
    assert list(ALL_LEVELS) == sorted(set(ALL_LEVELS))


def test_the_five_paths_are_those_of_table_spm_1() -> None:
    assert SSPS == ("SSP1-1.9", "SSP1-2.6", "SSP2-4.5", "SSP3-7.0", "SSP5-8.5")
