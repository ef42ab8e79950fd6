"""Papers made from a plan: day sheets, calendars, the officer's workbook, the CSV.

Each kind is a module with `papers(roster, problem, plan, *, stamp) -> Iterator[PaperFile]`; `read_back` turns an edited
workbook into meetings again.
"""
