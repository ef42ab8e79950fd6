"""Folders as German offices send them: semicolons, the Windows encoding, dots in thousands. All names are fictional."""

from __future__ import annotations

from tests.journey.ugly.folder import STOP, Rows, Ugly, path

EXPORTERS: Rows = (
    ("ID", "Company", "Product", "HS code"),
    ("E1", "Beispiel Tee (fictional)", "Green tea", "090210"),
    ("E2", "Beispiel Soße (fictional)", "Chili sauce", "210390"),
)
BUYERS: Rows = (
    ("ID", "Company", "Wants", "HS code"),
    ("B1", "Müller & Söhne Großhandel GmbH (fictional)", "tea", "090210"),
    ("B2", "Bäckerei Beispiel KG (fictional)", "sauce", "210390"),
)
WHO, WHOM, HOW = "Who asks", "Whom", "How strongly"
BOTH = {"Exporters.csv": EXPORTERS, "Buyers.csv": BUYERS}


def german(name: str, files: dict[str, Rows], *remarks: tuple[str, ...], **read: str) -> Ugly:
    """Return a folder as a German spreadsheet program saves it."""
    known = {path(what): value for what, value in read.items()}
    return Ugly(name, BOTH | files, remarks, known, encoding="cp1252", delimiter=";")


GERMAN = (
    german(
        "windows_of_german_buyers",
        {
            "Buyers.csv": (
                ("ID", "Company", "At the fair", "Wants", "HS code"),
                ("B1", "Eins GmbH (fictional)", "9.2.-10.2.", "tea", "090210"),
                ("B2", "Zwei GmbH (fictional)", "Di 14-17 Uhr", "tea", "090210"),
                ("B3", "Drei GmbH (fictional)", "Mittwoch vormittags", "tea", "090210"),
                ("B4", "Vier GmbH (fictional)", "nach Vereinbarung", "tea", "090210"),
                ("B5", "Fünf GmbH (fictional)", "ganztägig", "tea", "090210"),
                ("B6", "Sechs GmbH (fictional)", "10.2. ab 14 Uhr", "tea", "090210"),
                ("B7", "Sieben GmbH (fictional)", "10.-11.2.", "tea", "090210"),
                ("B8", "Acht GmbH (fictional)", "wenn der Chef kommt", "tea", "090210"),
            )
        },
        ("Buyers.csv › C4", "sheets.read_as"),
        ("Buyers.csv › C5", "sheets.window_open"),
        ("Buyers.csv › C9", "sheets.bad_window"),
        buyers__B1__windows="9 10:00-18:00, 10 10:00-18:00",
        buyers__B2__windows="9 14:00-17:00",
        buyers__B3__windows="10 10:00-12:00",
        buyers__B4__windows="",
        buyers__B5__windows="",
        buyers__B6__windows="10 14:00-18:00",
        buyers__B7__windows="10 10:00-18:00, 11 10:00-16:00",
        buyers__B8__windows="",
    ),
    german(
        "dots_in_thousands",
        {
            "Exporters.csv": (
                ("ID", "Company", "Product", "HS code", "Minimum order", "Price"),
                ("E1", "Beispiel Tee (fictional)", "Green tea", "090210", "1.500 kg", "1.500,00 EUR/t"),
                ("E2", "Beispiel Soße (fictional)", "Chili sauce", "210390", "12.000 Stk", "1.500 EUR/t"),
            ),
            "Buyers.csv": (
                ("ID", "Company", "Wants", "HS code", "Volume"),
                ("B1", "Eins GmbH (fictional)", "tea", "090210", "2.000.000 kg"),
                ("B2", "Zwei GmbH (fictional)", "sauce", "210390", "0.125 t"),
            ),
        },
        ("Exporters.csv › E2", "sheets.read_as"),
        ("Exporters.csv › E3", "sheets.read_as"),
        ("Exporters.csv › F3", "sheets.read_as"),
        exporters__E1__products_0_minimum_order="1500 kg",
        exporters__E2__products_0_minimum_order="12000 Stk",
        exporters__E1__products_0_price="1500 EUR/t",
        buyers__B1__wants_0_volume="2000000 kg",
        buyers__B2__wants_0_volume="0.125 t",
    ),
    german(
        "umlauts_of_the_windows_encoding",
        {
            "Buyers.csv": (
                ("ID", "Company", "City", "Country", "Languages", "Wants", "HS code"),
                ("B1", "Müller & Söhne GmbH (fictional)", "Köln", "Deutschland", "Deutsch, Russisch", "Tee", "090210"),
                ("B2", "Größe KG (fictional)", "Düsseldorf", "Österreich", "Englisch", "Soße", "210390"),
            )
        },
        buyers__B1__name_native="",
        buyers__B1__name_latin="Müller & Söhne GmbH (fictional)",
        buyers__B1__city="Köln",
        buyers__B1__country="DE",
        buyers__B1__languages="de, ru",
        buyers__B2__country="AT",
    ),
    german(
        "a_no_in_other_words",
        {"Requests.csv": ((WHO, WHOM, HOW), ("E1", "B1", "auf keinen Fall"), ("B2", "E2", "wish"))},
        ("Requests.csv › C2", "sheets.bad_choice", STOP),
    ),
    german(
        "a_nein",
        {"Requests.csv": ((WHO, WHOM, HOW), ("B1", "E1", "nein"), ("B2", "E2", "ja"))},
        **{"requests__B1-E1__strength": "no", "requests__B2-E2__strength": "wish"},
    ),
    Ugly(
        "two_copies_of_the_workbook",
        {
            "mission.xlsx/Exporters": EXPORTERS,
            "mission.xlsx/Buyers": BUYERS,
            "mission.xlsx/Requests": ((WHO, WHOM, HOW), ("B1", "E1", "no")),
            "mission (Kopie).xlsx/Exporters": EXPORTERS,
            "mission (Kopie).xlsx/Buyers": BUYERS,
            "mission (Kopie).xlsx/Requests": ((WHO, WHOM, HOW), ("B1", "E1", "wish")),
        },
        (("mission.xlsx", "sheets.file_twice", STOP),),
    ),
    german(
        "staff_in_words",
        {
            "Exporters.csv": (
                ("ID", "Company", "Staff per day", "Product", "HS code"),
                ("E1", "Eins (fictional)", "2-3 Pers.", "Green tea", "090210"),
                ("E2", "Zwei (fictional)", "2 Personen", "Green tea", "090210"),
                ("E3", "Drei (fictional)", "ca. 4", "Green tea", "090210"),
                ("E4", "Vier (fictional)", "mal sehen", "Green tea", "090210"),
                ("E5", "Fünf (fictional)", "-2", "Green tea", "090210"),
                ("E6", "Sechs (fictional)", "2;2;1", "Green tea", "090210"),
            )
        },
        ("Exporters.csv › C2", "sheets.read_as"),
        ("Exporters.csv › C4", "sheets.read_as"),
        ("Exporters.csv › C5", "sheets.bad_staff"),
        ("Exporters.csv › C6", "sheets.bad_staff"),
        exporters__E1__staff_per_day="2",
        exporters__E2__staff_per_day="2",
        exporters__E3__staff_per_day="4",
        exporters__E4__staff_per_day="1",
        exporters__E5__staff_per_day="1",
        exporters__E6__staff_per_day="2, 2, 1",
    ),
    german(
        "customs_codes_that_are_none",
        {
            "Exporters.csv": (
                ("ID", "Company", "Product", "HS code", "National code"),
                ("E1", "Eins (fictional)", "Green tea", "Grüner Tee", "0902"),
                ("E2", "Zwei (fictional)", "Chili sauce", "7799.99", "unbekannt"),
            ),
            "Buyers.csv": (
                ("ID", "Company", "Wants", "HS code"),
                ("B1", "Eins GmbH (fictional)", "green tea", "siehe Anlage"),
                ("B2", "Zwei GmbH (fictional)", "chili sauce", "210390"),
            ),
        },
        ("Exporters.csv › D2", "sheets.bad_hs"),
        ("Exporters.csv › D3", "sheets.no_such_hs"),
        ("Exporters.csv › E3", "sheets.bad_hs"),
        ("Buyers.csv › D2", "sheets.bad_hs"),
        exporters__E1__products_0_name_latin="Green tea",
        exporters__E2__products_0_hs="None",
        buyers__B1__wants_0_product="green tea",
    ),
    german(
        "an_agreed_time_off_the_fair",
        {
            "Requests.csv": (
                (WHO, WHOM, HOW, "Agreed time"),
                ("B1", "E1", "must", "12.02.2027 10:00"),
                ("B2", "E2", "must", "10.02.2027 10:00"),
                ("B1", "E2", "must", "10.02.2027 07:30"),
            )
        },
        ("Requests.csv › D2", "sheets.not_a_fair_day"),
        ("Requests.csv › D4", "sheets.outside_hours"),
        **{"requests__B2-E2__agreed": "10 10:00-10:30"},
    ),
    german(
        "do_not_meet_somebody_unknown",
        {
            "Exporters.csv": (
                ("ID", "Company", "Do not meet", "Product", "HS code"),
                ("E1", "Eins (fictional)", "Bäckerei Meier", "Green tea", "090210"),
                ("E2", "Zwei (fictional)", "B2", "Chili sauce", "210390"),
            )
        },
        ("Exporters.csv › C2", "sheets.unknown_reference", STOP),
    ),
    german(
        "units_in_the_header",
        {
            "Exporters.csv": (
                ("ID", "Company", "Product", "HS code", "Price (EUR/t)", "Minimum order (kg)"),
                ("E1", "Eins (fictional)", "Green tea", "090210", "1480", "500"),
                ("E2", "Zwei (fictional)", "Chili sauce", "210390", "2,50 USD/kg", "20 Karton"),
            )
        },
        exporters__E1__products_0_price="1480 EUR/t",
        exporters__E1__products_0_minimum_order="500 kg",
        exporters__E2__products_0_price="2.5 USD/kg",
        exporters__E2__products_0_minimum_order="20 Karton",
    ),
    german(
        "an_interpreter_with_odd_cells",
        {
            "Interpreters.csv": (
                ("ID", "Name", "Language pairs", "Fee", "Attached to", "Working hours", "Max hours"),
                ("I1", "Anna Muster / Olga Beispiel", "zh<>ru", "80 pro Einsatz", "alle Stände", "flexibel", "viele"),
            )
        },
        ("Interpreters.csv › B2", "sheets.several_people"),
        ("Interpreters.csv › D2", "sheets.bad_rate"),
        ("Interpreters.csv › E2", "sheets.unknown_reference"),
        ("Interpreters.csv › F2", "sheets.window_open"),
        ("Interpreters.csv › G2", "sheets.bad_number"),
        interpreters__I1__attached_to="None",
        interpreters__I1__hours="",
    ),
)
