"""What the sheet of delegates holds beside name and firm: how to reach them, journey, bed, visa, consent."""

from __future__ import annotations

from dataclasses import replace

from tearoad.companies import Decides
from tearoad.companies.buyers_sheet import DECIDES
from tearoad.mission.people import Purpose, Visa
from tearoad.paper.sheets import LONGEST_LINE, Choices, Column, Kind, Severity, w3
from tearoad.rows import Field
from tearoad.rows.codecs import LINE, LIST, LOCAL, NOTED_DAY, PHONE_ABROAD, choice, named_later

VISAS = Choices(
    {
        Visa.UNKNOWN: w3("unknown", "未知", "неизвестно"),
        Visa.NOT_NEEDED: w3("not needed|visa-free|none needed", "免签|不需要", "не нужна|безвизовый въезд"),
        Visa.TO_APPLY: w3("to apply|not applied|not started|no", "待办理|未办理|未申请", "не подана|не начата|нет"),
        Visa.APPLIED: w3("applied|in process|submitted", "已申请|办理中|已送签", "подана|на рассмотрении|в работе"),
        Visa.GRANTED: w3("granted|issued|received|yes", "已获签|已签发|已出签", "получена|выдана|есть"),
        Visa.REFUSED: w3("refused|rejected", "拒签|被拒", "отказ|отказано"),
    }
)
CONSENT_FIELDS = {purpose: f"consent_{purpose.value}" for purpose in Purpose}

REACH = (
    Field(
        "phone_abroad",
        PHONE_ABROAD,
        w3(
            "Phone abroad|Phone on the trip|Phone during the trip",
            "境外电话|国外电话|出访期间电话",
            "Телефон в поездке|Телефон за границей",
        ),
        example="+7 900 000-00-00",
    ),
    Field(
        "messengers",
        LIST,
        w3(
            "Messengers|Messenger|WeChat|Telegram|WhatsApp",
            "即时通讯|微信|微信号",
            "Мессенджеры|Мессенджер|Вичат|Телеграм",
        ),
        example="WeChat: example_tea; Telegram: @example",
        width=22,
    ),
)
MANNERS = (
    Field(
        "counterpart",
        LOCAL,
        w3("Counterpart|Opposite number", "对口人|对口官员|对应人员", "Визави|Встречающий с принимающей стороны"),
        example=w3("Deputy minister of trade", "贸易部副部长", "заместитель министра торговли"),
        width=22,
    ),
    Field(
        "say",
        LINE,
        w3("How to say the name|Pronunciation|Say", "姓名读法|读音|发音", "Как произносить имя|Произношение"),
        example=w3("vahn SHIH-lee", "王(wáng)示例", "Ван Шили́"),
    ),
    Field(
        "decides",
        choice(DECIDES, Decides.UNKNOWN, Severity.WARNING, quiet=True),
        w3("Decision power|Decides|Decision maker", "决策权|决策|是否决策人", "Полномочия|Принимает решения|ЛПР"),
    ),
    Field(
        "diet",
        LINE,
        w3("Diet|Dietary needs|Food|Meals", "饮食要求|饮食|忌口", "Питание|Диета|Ограничения в еде"),
        example=w3("no pork", "不吃猪肉", "без свинины"),
    ),
)
JOURNEY = (
    Field(
        "arrives_by",
        LINE,
        w3(
            "Arrival flight|Arrives by|Flight in|Arrival train", "抵达航班|来程航班|抵达车次", "Рейс прибытия|Рейс туда"
        ),
        example="SU 205",
        width=12,
    ),
    Field(
        "leaves_by",
        LINE,
        w3(
            "Departure flight|Leaves by|Flight out|Departure train",
            "返程航班|离开航班|返程车次",
            "Рейс отъезда|Рейс обратно",
        ),
        example="SU 204",
        width=12,
    ),
    Field(
        "hotel",
        LOCAL,
        w3("Hotel", "酒店|宾馆|入住酒店", "Гостиница|Отель"),
        example=w3("Example Hotel", "示例酒店", "Гостиница «Пример»"),
        width=20,
    ),
    Field(
        "room",
        LINE,
        w3("Room|Room number|Room type", "房间|房号|房型", "Комната|Номер комнаты|Тип номера"),
        example="412",
        width=10,
    ),
    Field(
        "room_with",
        replace(named_later((Kind.DELEGATE,), by_any_mark=False), longest=LONGEST_LINE),
        w3("Shares room with|Room with|Roommate", "同住人|合住人|同屋", "Живёт вместе с|Сосед по номеру|Соседи"),
        example="D02",
    ),
)
PAPERS = (
    Field(
        "passport_expires_on",
        NOTED_DAY,
        w3(
            "Passport valid until|Passport expires|Passport expiry|Passport expiry date",
            "护照有效期至|护照有效期|护照到期日",
            "Паспорт действителен до|Срок действия паспорта|Паспорт до",
        ),
        example="2028-05-31",
        width=14,
    ),
    Field(
        "visa",
        choice(VISAS, Visa.UNKNOWN, Severity.WARNING, quiet=True),
        w3("Visa|Visa state|Visa status", "签证|签证状态", "Виза|Состояние визы"),
        width=14,
    ),
)
CONSENTS = (
    Column(
        CONSENT_FIELDS[Purpose.TRAVEL],
        w3(
            "Agrees to travel data|Consent: travel",
            "同意提供行程信息|同意：行程",
            "Согласие: поездка|Согласие на данные поездки",
        ),
        "2023-01-10",
        width=14,
    ),
    Column(
        CONSENT_FIELDS[Purpose.BOOK],
        w3(
            "Agrees to the book|Consent: book", "同意印入手册|同意：手册", "Согласие: книга делегации|Согласие на книгу"
        ),
        "2023-01-10",
        width=14,
    ),
    Column(
        CONSENT_FIELDS[Purpose.PHOTO],
        w3("Agrees to photos|Consent: photos", "同意拍照|同意：照片", "Согласие: фото|Согласие на съёмку"),
        "2023-01-10",
        width=14,
    ),
    Column(
        CONSENT_FIELDS[Purpose.MESSAGES],
        w3(
            "Agrees to messages|Consent: messages",
            "同意接收消息|同意：消息",
            "Согласие: сообщения|Согласие на сообщения",
        ),
        "2023-01-10",
        width=14,
    ),
)
