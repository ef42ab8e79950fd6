"""What a business card says, read on the server and shown to a person, who decides."""

from tearoad.capture.cards.protocol import Box, CardReader, Line, Word
from tearoad.capture.cards.seeing.tesseract import LANGUAGES, Tesseract, data_folder
from tearoad.capture.cards.sides import FIELDS, CardReading, Evidence, Suggestion, read_card

__all__ = [
    "FIELDS",
    "LANGUAGES",
    "Box",
    "CardReader",
    "CardReading",
    "Evidence",
    "Line",
    "Suggestion",
    "Tesseract",
    "Word",
    "data_folder",
    "read_card",
]
