"""Suggests passages of policy texts that speak of a theme: a person confirms each, and none leaves the house unconfirmed."""
