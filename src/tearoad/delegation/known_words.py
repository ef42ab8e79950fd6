"""Words that hotels and kitchens everywhere know: kinds of rooms and diets, said in each reader's language."""

from __future__ import annotations

import re
from enum import StrEnum

from tearoad.paper.sheets import Choices, SheetWords
from tearoad.values import Language


class RoomKind(StrEnum):
    """A kind of room."""

    SINGLE = "single"
    DOUBLE = "double"
    """One wide bed."""
    TWIN = "twin"
    """Two beds."""
    TRIPLE = "triple"
    FAMILY = "family"
    STUDIO = "studio"
    JUNIOR_SUITE = "junior_suite"
    SUITE = "suite"
    APARTMENT = "apartment"


class Diet(StrEnum):
    """What somebody eats, or does not."""

    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    HALAL = "halal"
    KOSHER = "kosher"
    NO_PORK = "no_pork"
    NO_BEEF = "no_beef"
    NO_LAMB = "no_lamb"
    NO_MEAT = "no_meat"
    NO_FISH = "no_fish"
    NO_SEAFOOD = "no_seafood"
    NO_NUTS = "no_nuts"
    NO_PEANUTS = "no_peanuts"
    NO_EGGS = "no_eggs"
    NO_DAIRY = "no_dairy"
    NO_LACTOSE = "no_lactose"
    GLUTEN_FREE = "gluten_free"
    NOT_SPICY = "not_spicy"
    NO_SUGAR = "no_sugar"
    LOW_SALT = "low_salt"
    DIABETIC = "diabetic"
    NO_ALCOHOL = "no_alcohol"
    NUT_ALLERGY = "nut_allergy"
    """An allergy is never softened to a liking: kitchens treat it otherwise."""
    PEANUT_ALLERGY = "peanut_allergy"
    SEAFOOD_ALLERGY = "seafood_allergy"
    FISH_ALLERGY = "fish_allergy"
    EGG_ALLERGY = "egg_allergy"


ROOM_KINDS = Choices(
    {
        RoomKind.SINGLE: SheetWords("sheet_words.single"),
        RoomKind.DOUBLE: SheetWords("sheet_words.double"),
        RoomKind.TWIN: SheetWords("sheet_words.twin"),
        RoomKind.TRIPLE: SheetWords("sheet_words.triple"),
        RoomKind.FAMILY: SheetWords("sheet_words.family_room"),
        RoomKind.STUDIO: SheetWords("sheet_words.studio"),
        RoomKind.JUNIOR_SUITE: SheetWords("sheet_words.junior_suite"),
        RoomKind.SUITE: SheetWords("sheet_words.suite"),
        RoomKind.APARTMENT: SheetWords("sheet_words.apartment"),
    }
)
DIETS = Choices(
    {
        Diet.VEGETARIAN: SheetWords("sheet_words.vegetarian"),
        Diet.VEGAN: SheetWords("sheet_words.vegan"),
        Diet.HALAL: SheetWords("sheet_words.halal_of_known_words"),
        Diet.KOSHER: SheetWords("sheet_words.kosher_of_known_words"),
        Diet.NO_PORK: SheetWords("sheet_words.no_pork_of_known_words"),
        Diet.NO_BEEF: SheetWords("sheet_words.no_beef"),
        Diet.NO_LAMB: SheetWords("sheet_words.no_lamb"),
        Diet.NO_MEAT: SheetWords("sheet_words.no_meat"),
        Diet.NO_FISH: SheetWords("sheet_words.no_fish"),
        Diet.NO_SEAFOOD: SheetWords("sheet_words.no_seafood"),
        Diet.NO_NUTS: SheetWords("sheet_words.no_nuts"),
        Diet.NO_PEANUTS: SheetWords("sheet_words.no_peanuts"),
        Diet.NO_EGGS: SheetWords("sheet_words.no_eggs"),
        Diet.NO_DAIRY: SheetWords("sheet_words.no_dairy"),
        Diet.NO_LACTOSE: SheetWords("sheet_words.no_lactose"),
        Diet.GLUTEN_FREE: SheetWords("sheet_words.gluten_free"),
        Diet.NOT_SPICY: SheetWords("sheet_words.not_spicy"),
        Diet.NO_SUGAR: SheetWords("sheet_words.no_sugar"),
        Diet.LOW_SALT: SheetWords("sheet_words.low_salt"),
        Diet.DIABETIC: SheetWords("sheet_words.diabetic"),
        Diet.NO_ALCOHOL: SheetWords("sheet_words.no_alcohol"),
        Diet.NUT_ALLERGY: SheetWords("sheet_words.nut_allergy"),
        Diet.PEANUT_ALLERGY: SheetWords("sheet_words.peanut_allergy"),
        Diet.SEAFOOD_ALLERGY: SheetWords("sheet_words.seafood_allergy"),
        Diet.FISH_ALLERGY: SheetWords("sheet_words.fish_allergy"),
        Diet.EGG_ALLERGY: SheetWords("sheet_words.egg_allergy"),
    }
)
_BETWEEN = re.compile(r"(\s*[;；,，、\n]\s*)")


def room_name(written: str, language: Language) -> str:
    """Return a room as a reader calls it: known kinds in their language, a number or anything else as it stands."""
    return _known_words(written, ROOM_KINDS, language)


def diet_name(written: str, language: Language) -> str:
    """Return a diet as a reader calls it: known words in their language, anything else as it stands."""
    return _known_words(written, DIETS, language)


def _known_words(written: str, words: Choices, language: Language) -> str:  # type: ignore[type-arg]  # either of them
    """Say every known word; where nothing else stands between, the marks are the reader's own."""
    parts = _BETWEEN.split(written)
    said = [_word(part, words, language) if nth % 2 == 0 else part for nth, part in enumerate(parts)]
    if all(words.read(part) for part in parts[::2]):
        return language.habits.semicolon.join(said[::2])
    return "".join(said)


def _word(written: str, words: Choices, language: Language) -> str:  # type: ignore[type-arg]  # either of them
    member = words.read(written)
    if member is None or written.casefold() in words.words[member].of(language):
        return written
    return words.write(member, language)
