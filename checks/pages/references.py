"""Write the pages of the sheets and of mission.toml from the list of kinds; tests of both compare."""

from __future__ import annotations

from pathlib import Path

from checks.finding import ROOT

REFERENCE = Path("docs/reference")


def main() -> None:
    """Write both."""
    from tearoad.journey.kinds import SHEETS  # noqa: PLC0415  # brings in every stage; the checks do without
    from tearoad.mission.toml.reference import reference_page  # noqa: PLC0415  # brings in every stage
    from tearoad.paper.sheets.reference_page import sheets_page  # noqa: PLC0415  # brings in every stage

    (ROOT / REFERENCE / "sheets.md").write_text(sheets_page(SHEETS), "utf-8")
    (ROOT / REFERENCE / "mission-toml.md").write_text(reference_page(SHEETS), "utf-8")


if __name__ == "__main__":
    main()
