"""Where numbers come from: cards, shelf, bundled data, packs, connectors, runs. The only floor with data files."""
