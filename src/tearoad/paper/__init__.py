"""Documents as such: typst, spreadsheets, calendars, QR, fonts. Knows no stage."""

from tearoad.paper.file import PaperFile, file_name

__all__ = ["PaperFile", "file_name"]
