"""Words that hotels and kitchens everywhere know: kinds of rooms and diets, said in each reader's language."""

from __future__ import annotations

import re
from enum import StrEnum

from tearoad.paper.sheets import Choices, w3
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
        RoomKind.SINGLE: w3(
            "single|single room|sgl|single occupancy",
            "单人间|单人房|单间",
            "одноместный|одноместный номер|одноместное размещение|сингл",
        ),
        RoomKind.DOUBLE: w3(
            "double|double room|dbl|double bed|king|queen",
            "大床房|大床间",
            "двухместный (одна кровать)|двухместный с одной кроватью|дабл|двуспальная кровать",
        ),
        RoomKind.TWIN: w3(
            "twin|twin room|twn|twin beds|two beds",
            "双床房|双床间|双人间|双人房|标准间|标间",
            "двухместный (две кровати)|двухместный с двумя кроватями|двухместный|двухместный номер|твин",
        ),
        RoomKind.TRIPLE: w3("triple|triple room|trp|trpl", "三人间|三人房", "трёхместный|трёхместный номер"),
        RoomKind.FAMILY: w3("family room|family", "家庭房|家庭间", "семейный номер|семейный"),
        RoomKind.STUDIO: w3("studio", "开间|单间公寓", "студия"),
        RoomKind.JUNIOR_SUITE: w3("junior suite", "小套房|普通套房", "полулюкс|джуниор сюит"),
        RoomKind.SUITE: w3("suite", "套房|套间", "люкс|номер люкс"),
        RoomKind.APARTMENT: w3("apartment|apartments", "公寓", "апартаменты"),
    }
)
DIETS = Choices(
    {
        Diet.VEGETARIAN: w3(
            "vegetarian|vegetarian food|veggie",
            "素食|吃素|素食者",
            "вегетарианское питание|вегетарианское|вегетарианец|вегетарианка",
        ),
        Diet.VEGAN: w3("vegan", "纯素|全素|严格素食", "веганское питание|веганское|веган|веганка"),
        Diet.HALAL: w3("halal", "清真|清真饮食", "халяль|халяльное"),
        Diet.KOSHER: w3("kosher", "犹太洁食|洁食", "кошерное питание|кошерное|кошер"),
        Diet.NO_PORK: w3("no pork|without pork", "不吃猪肉|忌猪肉", "без свинины|не ест свинину"),
        Diet.NO_BEEF: w3("no beef|without beef", "不吃牛肉|忌牛肉", "без говядины|не ест говядину"),
        Diet.NO_LAMB: w3("no lamb|no mutton", "不吃羊肉|忌羊肉", "без баранины|не ест баранину"),
        Diet.NO_MEAT: w3("no meat|without meat", "不吃肉|不吃肉类", "без мяса|не ест мясо"),
        Diet.NO_FISH: w3("no fish|without fish", "不吃鱼|忌鱼", "без рыбы|не ест рыбу"),
        Diet.NO_SEAFOOD: w3("no seafood|no shellfish", "不吃海鲜|忌海鲜", "без морепродуктов|не ест морепродукты"),
        Diet.NO_NUTS: w3("no nuts|without nuts", "不吃坚果|忌坚果", "без орехов|не ест орехи"),
        Diet.NO_PEANUTS: w3("no peanuts|without peanuts", "不吃花生|忌花生", "без арахиса|не ест арахис"),
        Diet.NO_EGGS: w3("no eggs|no egg|without eggs", "不吃鸡蛋|不吃蛋", "без яиц|не ест яйца"),
        Diet.NO_DAIRY: w3("no dairy|no milk|dairy-free", "不吃奶制品|不喝牛奶", "без молочного|без молочных продуктов"),
        Diet.NO_LACTOSE: w3(
            "no lactose|lactose-free|lactose intolerant|lactose intolerance",
            "不含乳糖|无乳糖|乳糖不耐受",
            "без лактозы|безлактозное|непереносимость лактозы",
        ),
        Diet.GLUTEN_FREE: w3("gluten-free|no gluten", "无麸质|不含麸质", "без глютена|безглютеновое"),
        Diet.NOT_SPICY: w3("not spicy|no spicy food|no chilli", "不吃辣|忌辣", "не острое|без острого|не ест острое"),
        Diet.NO_SUGAR: w3("no sugar|sugar-free", "无糖|不加糖|忌糖", "без сахара"),
        Diet.LOW_SALT: w3("low salt|little salt", "少盐|低盐", "мало соли|малосолёное"),
        Diet.DIABETIC: w3(
            "diabetic|diabetic diet|diabetes",
            "糖尿病饮食|糖尿病",
            "диабетическое питание|диабетическое|диабет",
        ),
        Diet.NO_ALCOHOL: w3("no alcohol|non-alcoholic", "不饮酒|不喝酒|忌酒", "без алкоголя|не пьёт|не пьёт алкоголь"),
        Diet.NUT_ALLERGY: w3("nut allergy|allergic to nuts", "坚果过敏", "аллергия на орехи"),
        Diet.PEANUT_ALLERGY: w3("peanut allergy|allergic to peanuts", "花生过敏", "аллергия на арахис"),
        Diet.SEAFOOD_ALLERGY: w3(
            "seafood allergy|shellfish allergy|allergic to seafood", "海鲜过敏", "аллергия на морепродукты"
        ),
        Diet.FISH_ALLERGY: w3("fish allergy|allergic to fish", "鱼类过敏|鱼过敏", "аллергия на рыбу"),
        Diet.EGG_ALLERGY: w3("egg allergy|allergic to eggs", "鸡蛋过敏", "аллергия на яйца"),
    }
)
_BETWEEN = re.compile(r"(\s*[;；,，、\n]\s*)")


def room_said(written: str, language: Language) -> str:
    """Return a room as a reader calls it: known kinds in their language, a number or anything else as it stands."""
    return _said(written, ROOM_KINDS, language)


def diet_said(written: str, language: Language) -> str:
    """Return a diet as a reader calls it: known words in their language, anything else as it stands."""
    return _said(written, DIETS, language)


def _said(written: str, words: Choices, language: Language) -> str:  # type: ignore[type-arg]  # either of them
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
