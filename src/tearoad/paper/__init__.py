"""Documents as such: typst, spreadsheets, calendars, QR, fonts. Knows no stage."""
