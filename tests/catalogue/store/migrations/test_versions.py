import pytest

from highground.catalogue.store.engine import engine, place, writing
from highground.catalogue.store.migrations import REVISIONS
from highground.catalogue.store.migrations.steps import upgrade


@pytest.mark.parametrize("at", range(len(REVISIONS)))
def test_each_revision_can_be_reached_alone_and_in_steps(tmp_path: object, at: int) -> None:
    made = engine(place(f"{tmp_path}/r.sqlite"))
    with writing(made) as connection:
        assert upgrade(connection, None, REVISIONS[at]) == REVISIONS[: at + 1]
        assert upgrade(connection, REVISIONS[at]) == REVISIONS[at + 1 :]
    made.dispose()
