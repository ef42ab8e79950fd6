import random

from faker import Faker

from tearoad.names import NameIndex, compare, parse_firm, parse_person

LEAST = 870


def test_the_index_finds_what_comparing_with_everyone_finds() -> None:
    fake, dice = Faker("ru_RU"), random.Random(7)
    fake.seed_instance(7)
    names = [parse_person(fake.name()) for _ in range(400)]
    index = NameIndex(names)
    missed, found = 0, 0
    for name in names[:60]:
        letters = list(name.written)
        place = dice.randrange(1, len(letters))
        ours = parse_person("".join(letters[:place] + letters[place + 1 :]))
        wanted = {n for n, other in enumerate(names) if compare(ours, other, index.rarity).value >= LEAST}
        got = {hit.place for hit in index.search(ours, LEAST)}
        found += len(wanted)
        missed += len(wanted - got)
        assert got <= wanted
    assert found > 50
    assert missed == 0


def test_the_best_comes_first_and_equals_in_the_order_of_the_list() -> None:
    index = NameIndex([parse_firm(name) for name in ("Tea Garden", "Romaschka", "Ромашка", "Romashka LLC")])
    assert [hit.place for hit in index.search(parse_firm("ООО «Ромашка»"), 850)] == [2, 3, 1]


def test_an_empty_index_finds_nothing() -> None:
    assert NameIndex([]).search(parse_firm("Romashka"), 0) == ()


def test_common_words_weigh_less_than_rare_ones() -> None:
    index = NameIndex([parse_person(f"Muhammad {name}") for name in ("Zafar", "Karim", "Bashir", "Latif")])
    assert index.rarity.weight("muhammad") < index.rarity.weight("zafar") <= index.rarity.weight("unseen")
