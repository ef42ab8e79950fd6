"""Folders as Chinese offices send them: GB 18030, marks and units of their own. All names are fictional (虚构)."""

from __future__ import annotations

from tests.journey.ugly.folder import STOP, Rows, Ugly, path

EXPORTERS: Rows = (
    ("编号", "公司名称", "产品", "HS编码"),
    ("E1", "示例茶业有限公司（虚构）", "绿茶", "090210"),
    ("E2", "示例食品有限公司（虚构）", "辣椒酱", "210390"),
)
BUYERS: Rows = (
    ("编号", "公司名称", "采购意向", "HS编码"),
    ("B1", "示例贸易公司（虚构）", "绿茶", "090210"),
    ("B2", "示例超市（虚构）", "辣椒酱", "210390"),
)
WHO, WHOM, HOW = "请求方", "对方", "意愿"
BOTH = {"出口商.csv": EXPORTERS, "采购商.csv": BUYERS}


def chinese(name: str, files: dict[str, Rows], *remarks: tuple[str, ...], **read: str) -> Ugly:
    """Return a folder as a Chinese spreadsheet program saves it."""
    known = {path(what): value for what, value in read.items()}
    return Ugly(name, BOTH | files, remarks, known, encoding="gb18030")


CHINESE = (
    chinese(
        "windows_of_chinese_lists",
        {
            "采购商.csv": (
                ("编号", "公司名称", "到会时间", "采购意向", "HS编码"),
                ("B1", "示例一（虚构）", "待定", "绿茶", "090210"),
                ("B2", "示例二（虚构）", "上午", "绿茶", "090210"),
                ("B3", "示例三（虚构）", "2月9日下午", "绿茶", "090210"),
                ("B4", "示例四（虚构）", "周二全天", "绿茶", "090210"),
                ("B5", "示例五（虚构）", "除周三外", "绿茶", "090210"),
                ("B6", "示例六（虚构）", "第一天上午10点-11点半", "绿茶", "090210"),
                ("B7", "示例七（虚构）", "看情况", "绿茶", "090210"),
                ("B8", "示例八（虚构）", "2.9-2.10", "绿茶", "090210"),
            )
        },
        ("采购商.csv › C2", "sheets.window_open"),
        ("采购商.csv › C3", "sheets.read_as"),
        ("采购商.csv › C4", "sheets.read_as"),
        ("采购商.csv › C8", "sheets.bad_window"),
        buyers__B1__windows="",
        buyers__B2__windows="9 10:00-12:00, 10 10:00-12:00, 11 10:00-12:00",
        buyers__B3__windows="9 13:00-18:00",
        buyers__B4__windows="9 10:00-18:00",
        buyers__B5__windows="9 10:00-18:00, 11 10:00-16:00",
        buyers__B6__windows="9 10:00-11:30",
        buyers__B7__windows="",
        buyers__B8__windows="9 10:00-18:00, 10 10:00-18:00",
    ),
    chinese(
        "staff_with_measure_words",
        {
            "出口商.csv": (
                ("编号", "公司名称", "每日人数", "所有制", "产品", "HS编码"),
                ("E1", "示例一（虚构）", "2-3人", "外资", "绿茶", "090210"),
                ("E2", "示例二（虚构）", "2人", "民营", "绿茶", "090210"),
                ("E3", "示例三（虚构）", "两三个", "民营", "绿茶", "090210"),
            )
        },
        ("出口商.csv › C2", "sheets.read_as"),
        ("出口商.csv › D2", "sheets.bad_choice"),
        ("出口商.csv › C4", "sheets.bad_staff"),
        exporters__E1__staff_per_day="2",
        exporters__E2__staff_per_day="2",
        exporters__E3__staff_per_day="1",
    ),
    chinese(
        "two_contacts_in_one_cell",
        {
            "出口商.csv": (
                ("编号", "公司名称", "联系人", "产品", "HS编码"),
                ("E1", "示例一（虚构）", "王伟、李明", "绿茶", "090210"),
                ("E2", "示例二（虚构）", "赵敏;周红", "绿茶", "090210"),
                ("E3", "示例三（虚构）", "欧阳和平", "绿茶", "090210"),
            )
        },
        ("出口商.csv › C2", "sheets.several_people"),
        ("出口商.csv › C3", "sheets.several_people"),
        exporters__E1__contact_person_native="王伟、李明",
        exporters__E3__contact_person_native="欧阳和平",
    ),
    chinese(
        "two_people_asked_for",
        {
            "代表团.csv": (
                ("编号", "姓名", "企业"),
                ("D1", "赵敏", "E1"),
                ("D2", "周红", "E1"),
            ),
            "会面请求.csv": (
                (WHO, WHOM, HOW, "指定人员", "时间段", "形式"),
                ("B1", "E1", "必须", "赵敏;周红", "", "咖啡厅"),
                ("B2", "E2", "希望", "", "待定", ""),
            ),
        },
        ("会面请求.csv › D2", "sheets.several_people"),
        ("会面请求.csv › F2", "sheets.bad_choice"),
        ("会面请求.csv › E3", "sheets.window_open"),
        **{
            "requests__B1-E1__person": "D1",
            "requests__B1-E1__format": "None",
            "requests__B2-E2__window": "None",
        },
    ),
    chinese(
        "does_not_want_to_meet",
        {"会面请求.csv": ((WHO, WHOM, HOW), ("B1", "E1", "不想见"), ("B2", "E2", "必见"))},
        ("会面请求.csv › C2", "sheets.bad_choice", STOP),
    ),
    chinese(
        "a_no_below_a_strange_header",
        {"会面请求.csv": ((WHO, WHOM, "领导批示"), ("B1", "E1", "不见"), ("B2", "E2", "同意"))},
        ("会面请求.csv › C1", "sheets.column_may_refuse", STOP),
    ),
    chinese(
        "prices_with_the_unit_in_the_header",
        {
            "出口商.csv": (
                ("编号", "公司名称", "产品", "HS编码", "价格（元/公斤）", "起订量（公斤）"),
                ("E1", "示例一（虚构）", "绿茶", "090210", "25", "1000"),
                ("E2", "示例二（虚构）", "绿茶", "090210", "12元/斤", "2万斤"),
                ("E3", "示例三（虚构）", "绿茶", "090210", "面议", "约500公斤"),
            )
        },
        ("出口商.csv › E4", "sheets.bad_price"),
        ("出口商.csv › F4", "sheets.read_as"),
        exporters__E1__products_0_price="25 CNY/公斤",
        exporters__E1__products_0_minimum_order="1000 公斤",
        exporters__E2__products_0_price="12 CNY/斤",
        exporters__E2__products_0_minimum_order="20000 斤",
        exporters__E3__products_0_minimum_order="500 公斤",
    ),
    chinese(
        "customs_codes_in_chinese",
        {
            "出口商.csv": (
                ("编号", "公司名称", "产品", "HS编码", "证书"),
                ("E1", "示例一（虚构）", "绿茶", "茶叶类", "HACCP | 1 | 31.02.2028"),
                ("E2", "示例二（虚构）", "辣椒酱", "2103.90", "HACCP"),
            )
        },
        ("出口商.csv › D2", "sheets.bad_hs"),
        ("出口商.csv › E2", "sheets.no_such_day"),
        exporters__E1__products_0_name_native="绿茶",
    ),
    chinese(
        "do_not_meet_with_chinese_marks",
        {
            "出口商.csv": (
                ("编号", "公司名称", "不会面", "产品", "HS编码"),
                ("E1", "示例一（虚构）", "B1、B2", "绿茶", "090210"),
                ("E2", "示例二（虚构）", "示例超市（虚构）", "绿茶", "090210"),
            )
        },
        exporters__E1__do_not_meet="B1, B2",
        exporters__E2__do_not_meet="示例超市（虚构）",
    ),
    chinese(
        "an_agreed_time_in_the_wrong_month",
        {
            "会面请求.csv": (
                (WHO, WHOM, HOW, "已约时间"),
                ("B1", "E1", "必须", "3月10日 14:00"),
                ("B2", "E2", "必须", "下次再定吧"),
            )
        },
        ("会面请求.csv › D2", "sheets.not_a_fair_day"),
        ("会面请求.csv › D3", "sheets.bad_window"),
    ),
    chinese(
        "a_buyer_with_odd_cells",
        {
            "采购商.csv": (
                ("编号", "公司名称", "国家", "类别", "决策权", "进口权", "采购台", "接待人数", "采购意向", "HS编码"),
                ("B1", "示例（虚构）", "远东", "大客户", "老板", "有进口权", "二楼", "若干", "绿茶", "090210"),
                ("B2", "示例超市（虚构）", "俄罗斯", "超市", "决策人", "是", "", "1", "辣椒酱", "210390"),
            )
        },
        ("采购商.csv › C2", "sheets.bad_country"),
        ("采购商.csv › D2", "sheets.bad_choice"),
        ("采购商.csv › E2", "sheets.bad_choice"),
        ("采购商.csv › F2", "sheets.bad_yes_no"),
        ("采购商.csv › G2", "sheets.unknown_reference"),
        ("采购商.csv › H2", "sheets.bad_number"),
        buyers__B1__people="1",
        buyers__B2__importer_of_record="True",
    ),
    chinese(
        "a_programme_that_names_somebody_unknown",
        {
            "日程.csv": (
                ("编号", "日期", "开始", "结束", "名称", "类型", "必须参加"),
                ("P1", "2月9日", "10:00", "11:00", "开幕（虚构）", "剪彩", "E1、示例九（虚构）"),
            )
        },
        ("日程.csv › F2", "sheets.bad_choice"),
        ("日程.csv › G2", "sheets.unknown_reference_near"),
        programme__P1__must="E1",
    ),
    Ugly(
        "a_broken_formula_where_a_no_may_stand",
        {
            **{f"出访.xlsx/{name[:-4]}": rows for name, rows in BOTH.items()},
            "出访.xlsx/会面请求": ((WHO, WHOM, HOW), ("B1", "E1", "=VLOOKUP(1,2)"), ("B2", "E2", "希望")),
        },
        (("出访.xlsx › 会面请求 › C2", "sheets.error_cell", STOP),),
    ),
    chinese(
        "a_name_far_too_long",
        {
            "出口商.csv": (
                ("编号", "公司名称", "城市", "产品", "HS编码"),
                ("E1", "示例一（虚构）", "贵阳" * 200, "绿茶", "090210"),
                ("E2", "示例二（虚构）", "贵阳", "绿茶", "090210"),
            )
        },
        ("出口商.csv › C2", "sheets.text_too_long"),
        exporters__E1__city="",
        exporters__E2__city="贵阳",
    ),
)
