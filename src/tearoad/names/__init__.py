"""Names of people and firms across scripts: folded, transliterated, compared with reasons."""

from tearoad.names.compare import closest_firms, closest_persons, compare, compare_firms, compare_persons
from tearoad.names.fold import digits_and_letters, fold, words_sought
from tearoad.names.index import NameIndex, SimilarName
from tearoad.names.latin import to_latin
from tearoad.names.name import FirmName, PersonName
from tearoad.names.parsed import ParsedName, parse_firm, parse_person
from tearoad.names.rarity import EVEN, Rarity
from tearoad.names.word_lists import LegalForm

__all__ = [
    "EVEN",
    "FirmName",
    "LegalForm",
    "NameIndex",
    "ParsedName",
    "PersonName",
    "Rarity",
    "SimilarName",
    "closest_firms",
    "closest_persons",
    "compare",
    "compare_firms",
    "compare_persons",
    "digits_and_letters",
    "fold",
    "parse_firm",
    "parse_person",
    "to_latin",
    "words_sought",
]
