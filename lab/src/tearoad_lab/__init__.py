"""The laboratory: figures anyone can repeat, made-up missions, and an engine for public matchmaking events."""

from pathlib import Path

from tearoad.words import add_catalogues

add_catalogues(Path(__file__).parent / "locale")
