"""Documents as such: typst, spreadsheets, calendars, QR, fonts. Knows no stage."""

from tearoad.paper.file import PaperFile, distinct, file_name

__all__ = ["PaperFile", "distinct", "file_name"]
