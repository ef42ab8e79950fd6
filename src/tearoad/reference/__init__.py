"""Read-only tables: HS, countries, list formats, with their sources."""
