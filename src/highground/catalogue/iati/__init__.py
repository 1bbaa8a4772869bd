"""IATI 2.03 activity files in and out: a strict door, the official schema, current codes, rules beyond the schema, and projects."""
