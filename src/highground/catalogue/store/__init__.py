"""The store of records: policy codes, people and training, projects; one SQLite file or a PostgreSQL database, with a log of every change."""
