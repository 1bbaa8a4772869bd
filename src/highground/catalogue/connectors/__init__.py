"""Connectors to public registries: which document is where, in which version and language, fetched only when somebody asks to go online."""
