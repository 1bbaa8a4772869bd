"""The door for tables of flows between places, and of who arrives and who leaves: read strictly, each refusal with its reason."""
