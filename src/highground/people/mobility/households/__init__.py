"""Households one by one: who they are, their yearly choice, displacement and return, and counting by difference."""
