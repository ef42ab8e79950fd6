import pytest

from tearoad.matching.lexicon import _spellings, goods_in
from tearoad.reference import hs_exists


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Green teas", ["green_tea"]), ("绿茶（散装）", ["green_tea"]), ("зелёного чая, 2 контейнера", ["green_tea"]),
        ("чай", ["tea"]), ("чай и кофе", ["tea", "coffee"]), ("红茶", ["black_tea"]), ("соус чили", ["chili_sauce"]),
        ("辣椒酱", ["chili_sauce"]), ("Dried chillies", ["dried_chili"]), ("刺梨原汁", ["rosa_roxburghii_juice"]),
        ("напиток из шиповника Роксбурга", ["rosa_roxburghii_juice"]), ("байцзю", ["baijiu"]), ("киви", ["kiwi"]),
        ("kiwi fruits", ["kiwi"]), ("сушёные грибы", ["dried_mushroom"]), ("порошок конняку", ["konjac_flour"]),
        ("рисовая лапша", ["rice_noodles"]), ("картонные коробки", ["carton"]), ("мебель", []), ("", []),
    ],
)  # fmt: skip
def test_a_good_is_recognised_in_three_languages(text: str, goods: list[str]) -> None:
    assert [good.id for good in goods_in(text)] == goods


def test_every_good_has_a_real_code_and_is_recognised_by_its_own_names() -> None:
    assert [spelling.good.id for spelling in _spellings() if not hs_exists(spelling.good.hs)] == []
    assert len({spelling.good.id for spelling in _spellings()}) > 180
