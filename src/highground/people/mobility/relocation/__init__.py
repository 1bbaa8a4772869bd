"""Planned relocation: how often places are reached, which destinations fail, and the order of families, each criterion apart."""
