"""How people, what they need, events and who came are kept: one table a noun."""

from typing import Any, Final

from highground.catalogue.store.shape import Shape

TABLES: Final[tuple[Shape[Any], ...]] = ()
