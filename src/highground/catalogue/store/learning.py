"""How issued certificates are kept: one table a noun. Answers to tests are read, graded and not kept."""

from typing import Any, Final

from highground.basis.learning import Issued
from highground.catalogue.store.shape import Shape, kept

TABLES: Final[tuple[Shape[Any], ...]] = (kept(Issued, "learning_issued", index=("title", "issued_on")),)
