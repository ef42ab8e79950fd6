from collections import Counter

import pytest

from tearoad.matching.lexicon import Good, GoodKind, spellings
from tearoad.matching.understood import understood
from tearoad.reference import hs_exists

GOODS = frozenset(spelling.means for spelling in spellings() if isinstance(spelling.means, Good))
KINDS = frozenset(spelling.means for spelling in spellings() if isinstance(spelling.means, GoodKind))


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Green teas", "green_tea"), ("绿茶（散装）", "green_tea"), ("зелёного чая, 2 контейнера", "green_tea"),
        ("чай", "tea"), ("红茶", "black_tea"), ("соус чили", "chili_sauce"), ("辣椒酱", "chili_sauce"),
        ("Dried chillies", "dried_chili"), ("刺梨原汁", "rosa_roxburghii_juice"), ("байцзю", "baijiu"),
        ("напиток из шиповника Роксбурга", "rosa_roxburghii_drink"), ("киви", "kiwi"), ("kiwi fruits", "kiwi"),
        ("сушёные грибы", "dried_mushroom"), ("порошок конняку", "konjac_flour"), ("绿茶袋泡茶", "green_tea"),
        ("рисовая лапша", "rice_noodles"), ("картонные коробки", "carton"), ("мебель", "furniture"), ("", ""),
        ("tea packing machine", "tea_packing_machine"), ("tea cup", ""), ("清洗茶叶的设备", ""), ("чашка для чая", ""),
        ("мороженый кальмар", "squid"), ("мороженое", "ice_cream"), ("Solar panels, monocrystalline", "solar_panel"),
    ],
)  # fmt: skip
def test_the_head_of_a_wording_is_the_good_in_three_languages(text: str, head: str) -> None:
    found = understood(text).head
    assert (found.id if found else "") == head


@pytest.mark.parametrize(
    ("text", "kinds", "beside", "rest"),
    [
        ("Fermented chili sauce", set(), set(), set()),
        ("Automatic vacuum packing machine", {"automatic"}, set(), set()),
        ("全自动包装机", {"automatic"}, set(), set()),
        ("Полотенца хлопковые белые", {"cotton", "white"}, set(), set()),
        ("premium cotton towels", {"cotton"}, set(), set()),
        ("рыбные консервы в масле", set(), set(), {"масл"}),
        ("kiwi jam", set(), {"kiwi"}, set()),
        ("猕猴桃果酱", set(), {"kiwi"}, set()),
        ("都匀绿茶", set(), set(), {"都匀"}),
        ("чай с чабрецом", set(), set(), {"чабрец"}),
    ],
)
def test_what_stands_beside_the_head_is_understood_or_kept(
    text: str, kinds: set[str], beside: set[str], rest: set[str]
) -> None:
    found = understood(text)
    assert ({kind.id for kind in found.kinds}, set(found.beside), set(found.rest)) == (kinds, beside, rest)


def test_every_good_has_a_real_code_and_a_lineage_of_goods() -> None:
    assert [good.id for good in GOODS if not hs_exists(good.hs)] == []
    assert [good.id for good in GOODS if not good.lineage <= {other.id for other in GOODS}] == []
    assert (len(GOODS) > 500, len(KINDS) > 150) == (True, True)


def test_every_good_is_recognised_by_its_own_names() -> None:
    lost = [
        (spelling.means.id, text)
        for spelling in spellings()
        if isinstance(spelling.means, Good) and (text := spelling.han) and understood(text).head != spelling.means
    ]
    assert lost == []


def test_no_two_goods_share_a_spelling() -> None:
    written = {
        (spelling.means.id, spelling.stems, spelling.han)
        for spelling in spellings()
        if isinstance(spelling.means, Good)
    }
    times = Counter((stems, han) for _, stems, han in written)
    assert sorted(han or " ".join(sorted(stems)) for (stems, han), count in times.items() if count > 1) == []
