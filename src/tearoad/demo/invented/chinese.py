"""Made-up Chinese names of people, firms and places in three scripts: Han, pinyin and the Palladius system."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tearoad.names import PersonName

# Han, pinyin, Palladius
_FAMILIES = """
林 Lin Линь · 陈 Chen Чэнь · 杨 Yang Ян · 吴 Wu У · 周 Zhou Чжоу · 罗 Luo Ло · 潘 Pan Пань · 石 Shi Ши · 龙 Long Лун
田 Tian Тянь · 韦 Wei Вэй · 莫 Mo Мо · 蒙 Meng Мэн · 何 He Хэ · 谢 Xie Се · 徐 Xu Сюй · 郑 Zheng Чжэн · 邓 Deng Дэн
冯 Feng Фэн · 唐 Tang Тан · 姚 Yao Яо · 彭 Peng Пэн · 曾 Zeng Цзэн · 宋 Song Сун
"""
_GIVEN = """
明 ming мин · 华 hua хуа · 丽 li ли · 国 guo го · 建 jian цзянь · 晓 xiao сяо · 春 chun чунь · 秀 xiu сю · 英 ying ин
德 de дэ · 志 zhi чжи · 文 wen вэнь · 海 hai хай · 梅 mei мэй · 兰 lan лань · 清 qing цин · 雪 xue сюэ · 勇 yong юн
新 xin синь · 佳 jia цзя · 宁 ning нин · 云 yun юнь · 峰 feng фэн · 燕 yan янь · 洁 jie цзе · 波 bo бо · 涛 tao тао
"""
_BRAND_FIRST = """
翠 Cui Цуй · 苗 Miao Мяо · 清 Qing Цин · 云 Yun Юнь · 玉 Yu Юй · 金 Jin Цзинь · 山 Shan Шань · 银 Yin Инь
丹 Dan Дань · 瑞 Rui Жуй · 明 Ming Мин · 竹 Zhu Чжу · 红 Hong Хун · 松 Song Сун
"""
_BRAND_SECOND = """
泉 quan цюань · 岭 ling лин · 峰 feng фэн · 谷 gu гу · 源 yuan юань · 禾 he хэ · 林 lin линь · 溪 xi си · 露 lu лу
坡 po по · 田 tian тянь · 花 hua хуа · 石 shi ши · 桥 qiao цяо
"""
_PLACES = "岚安 Lan'an Ланьань · 石谷 Shigu Шигу · 竹岭 Zhuling Чжулин · 苗江 Miaojiang Мяоцзян · 银溪 Yinxi Иньси"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word in three scripts."""

    han: str
    latin: str
    cyrillic: str

    def followed_by(self, other: Spelling) -> Spelling:
        """Join two syllables, with the sign that Russian puts between a hard n and a vowel."""
        sign = "ъ" if self.cyrillic.endswith("н") and other.cyrillic[0] in "аеёиоуэюя" else ""
        return Spelling(self.han + other.han, self.latin + other.latin, self.cyrillic + sign + other.cyrillic)


def _table(written: str) -> tuple[Spelling, ...]:
    entries = (entry.split() for line in written.strip().splitlines() for entry in line.split("·"))
    return tuple(Spelling(*entry) for entry in entries)


PROVINCE = Spelling("岚川", "Lanchuan", "Ланьчуань")
"""The inland province of the demo; it does not exist."""
PLACES = _table(_PLACES)
"""Its towns, the capital first."""


def person(random_: random.Random) -> PersonName:
    """Make up a person, family name first in every script."""
    family, given = random_.choice(_table(_FAMILIES)), random_.choice(_table(_GIVEN))
    if random_.random() < 0.75:
        given = given.followed_by(random_.choice([s for s in _table(_GIVEN) if s.han != given.han]))
    return PersonName(
        native=family.han + given.han,
        latin=f"{family.latin} {given.latin.capitalize()}",
        local=f"{family.cyrillic} {given.cyrillic.capitalize()}",
        family=family.han,
    )


def persons(random_: random.Random, count: int) -> tuple[PersonName, ...]:
    """Make up people, no two with the same name."""
    made: dict[str, PersonName] = {}
    while len(made) < count:
        name = person(random_)
        made.setdefault(name.native, name)
    return tuple(made.values())


def brands(random_: random.Random, count: int) -> tuple[Spelling, ...]:
    """Make up brands of two syllables, each once."""
    pairs = [(first, second) for first in _table(_BRAND_FIRST) for second in _table(_BRAND_SECOND)]
    chosen = random_.sample([pair for pair in pairs if pair[0].han != pair[1].han], count)
    return tuple(first.followed_by(second) for first, second in chosen)
