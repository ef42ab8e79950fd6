"""What a business card says, read on the server and shown to a person, who decides."""

from tearoad.capture.cards.protocol import Box, CardReader, Word, WordLine
from tearoad.capture.cards.seeing.letters import LANGUAGES, data_folder, network_file
from tearoad.capture.cards.sides import FIELDS, UNSURE, CardReading, ReadingPlace, Suggestion, read_card

__all__ = [
    "FIELDS",
    "LANGUAGES",
    "UNSURE",
    "Box",
    "CardReader",
    "CardReading",
    "ReadingPlace",
    "Suggestion",
    "Word",
    "WordLine",
    "card_reader",
    "data_folder",
    "network_file",
    "read_card",
]


def card_reader() -> CardReader | None:
    """Return who reads cards on this machine; None where its letters are missing. Of one thread."""
    folder = data_folder()
    if folder is None:
        return None
    from tearoad.capture.cards.seeing.tesseract import Tesseract  # noqa: PLC0415  # 0.3 s, only for who reads

    tesseract = Tesseract(folder)
    file = network_file()
    if file is None:
        return tesseract
    from tearoad.capture.cards.seeing.network import Network  # noqa: PLC0415  # 0.3 s, only for who reads
    from tearoad.capture.cards.seeing.together import Together  # noqa: PLC0415  # 0.3 s, only for who reads

    return Together(Network(file), tesseract)
