"""Every noun that the store keeps, by room, in the order in which tables can be made."""

from collections.abc import Mapping
from typing import Any, Final

from highground.catalogue.store import learning, people, policy, projects
from highground.catalogue.store.shape import Shape

ROOMS: Final[Mapping[str, tuple[Shape[Any], ...]]] = {
    "policy": policy.TABLES,
    "people": people.TABLES,
    "learning": learning.TABLES,
    "projects": projects.TABLES,
}
SHAPES: Final[Mapping[type, Shape[Any]]] = {shape.noun: shape for shapes in ROOMS.values() for shape in shapes}
