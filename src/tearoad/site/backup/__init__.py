"""Backups: one file with every row and every kept file, from and into SQLite and PostgreSQL alike."""
