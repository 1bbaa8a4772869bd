"""The report's pictures."""

from highground.catalogue.runs import Run


def available(name: str, run: Run) -> bool:
    """Whether the run has what the picture needs."""
    return True
