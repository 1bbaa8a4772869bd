"""How projects and their results are kept: one table a noun."""

from typing import Any, Final

from highground.basis.project import Project
from highground.catalogue.store.shape import Shape, kept

TABLES: Final[tuple[Shape[Any], ...]] = (kept(Project, "projects", index=("status",)),)
