"""What a firm's town is called for a reader."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.names.fold import has_han
from tearoad.names.latin.reading import latin_reading
from tearoad.reference import Wording, place_name
from tearoad.reference.towns import usual_town_name
from tearoad.values import Language, script_of


def town_name(written: str, language: Language, first: Iterable[Wording] = ()) -> str:
    """Return a town in the reader's language; where nobody knows it there, as it is written.

    Letters that the reader may not know have their Latin reading in brackets: `Хвойноград (Khvoinograd)`.
    """
    said = place_name(written, language, first)
    if said != written or not written:
        return said
    usual = usual_town_name(written, language)
    if usual or script_of(written) in {language, Language.EN}:
        return usual or written
    reading = latin_reading(written)
    if has_han(written):  # one word, as on maps
        reading = reading.replace(" ", "").capitalize()
    return f"{written} ({reading})" if reading else written
