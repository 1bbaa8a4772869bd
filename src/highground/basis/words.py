"""Marks for sentences and counted nouns that people read, so that the catalogues of translations find them."""


def N_(message: str) -> str:  # noqa: N802  the name that translators' tools look for
    """The message itself; marks it for translation."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802  as above
    """A counted noun, its form for one and for many; marks both for translation into as many forms as a language has."""
    return one, many
