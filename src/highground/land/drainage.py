"""Cells that drain into each other: filled sinks, directions of flow, cells upstream, and local relief on large terrain."""
