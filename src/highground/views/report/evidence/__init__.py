"""Rows of the evidence table read for people: names for codes, numbers as printed, tables."""
