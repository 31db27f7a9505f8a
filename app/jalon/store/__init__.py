"""The project file: an append-only log of changes in SQLite, and what keeps it safe."""
