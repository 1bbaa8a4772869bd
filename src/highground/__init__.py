"""highground: who may have to move in a mountain country, from where, why, when, and how sure we are."""

__version__ = "0.4.0"
