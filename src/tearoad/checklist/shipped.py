"""The checklists that ship. Lead times are habits of the trade; where a rule is stated, its source stands beside it."""

from __future__ import annotations

from datetime import date

from tearoad.checklist.task import About, Evidence, Owner
from tearoad.checklist.template import Source, Template, TemplateTask, TripKind
from tearoad.values import CountryCode

_READ_ON = date(2026, 11, 26)
CARNETS = Source("ATA Carnets: what they do not cover", "https://www.atacarnet.com/other-industries-served", _READ_ON)
_LABELS = Source(
    "TR CU 022/2011, Food products: labelling, as amended to 22 April 2024",
    "https://docs.cntd.ru/document/902320347",
    _READ_ON,
)
_DECLARATION = Source(
    "TR CU 021/2011, On the safety of food products, article 23",
    "https://docs.cntd.ru/document/902320560",
    _READ_ON,
)
_VISA_DAYS = Source(
    "Revised Visa Code, Regulation (EC) 810/2009 article 9, in force since 2 February 2020",
    "https://swedenabroad.se/sv/utlandsmyndigheter/egypten-kairo/aktuellt/nyheter/new-visa-code",
    _READ_ON,
)
_INSURED = Source(
    "Visa Code, Regulation (EC) 810/2009, article 15: travel medical insurance",
    "https://eur-lex.europa.eu/eli/reg/2009/810/oj",
    _READ_ON,
)
_SCHENGEN = "AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
_EACH_FIRM, _EACH_DELEGATE = About.FIRM, About.DELEGATE
_FIRM, _MANAGER = Owner.FIRM, Owner.MANAGER

TRIP = Template(
    "trip",
    (
        TemplateTask("approval", 90, owner=_MANAGER, evidence=Evidence.FILE, escalate_after_days=7),
        TemplateTask("invitations", 75, evidence=Evidence.FILE),
        TemplateTask("visa", 21, _EACH_DELEGATE, evidence=Evidence.NOTE),
        TemplateTask("insurance", 14, _EACH_DELEGATE),
        TemplateTask("emergency_card", 7),
        TemplateTask("thanks", -12, evidence=Evidence.NOTE),
    ),
)
FAIR = Template(
    "fair",
    (
        TemplateTask("stand_contract", 120, owner=_MANAGER, evidence=Evidence.FILE, escalate_after_days=7),
        TemplateTask("stand_plan", 60, evidence=Evidence.FILE),
        TemplateTask("catalogue", 45, _EACH_FIRM, owner=_FIRM),
        TemplateTask("signs", 21, evidence=Evidence.FILE),
        TemplateTask("stand_accepted", 1, evidence=Evidence.NOTE, escalate_after_days=1),
    ),
    kinds=frozenset({TripKind.FAIR}),
)
FOOD = Template(
    "food",
    (
        TemplateTask("samples_list", 45, _EACH_FIRM, owner=_FIRM),
        TemplateTask("samples_route", 40, evidence=Evidence.NOTE, source=CARNETS),
        TemplateTask("phytosanitary", 14, _EACH_FIRM, owner=_FIRM),
        TemplateTask("labels", 30, _EACH_FIRM, owner=_FIRM, evidence=Evidence.FILE),
        TemplateTask("samples_fate", -6, _EACH_FIRM, owner=_FIRM, evidence=Evidence.NOTE),
    ),
)
ALCOHOL = Template("alcohol", (TemplateTask("papers", 45, _EACH_FIRM, owner=_FIRM, evidence=Evidence.FILE),))
RUSSIA = Template(
    "russia",
    (
        TemplateTask("labels_in_russian", 30, _EACH_FIRM, owner=_FIRM, evidence=Evidence.FILE, source=_LABELS),
        TemplateTask("declaration", 45, _EACH_FIRM, owner=_FIRM, source=_DECLARATION),
    ),
    countries=frozenset({CountryCode("RU")}),
)
SCHENGEN = Template(
    "schengen",
    (
        TemplateTask("application", 45, _EACH_DELEGATE, evidence=Evidence.NOTE, source=_VISA_DAYS),
        TemplateTask("insured", 46, _EACH_DELEGATE, source=_INSURED),
    ),
    countries=frozenset(CountryCode(code) for code in _SCHENGEN.split()),
)
SHIPPED: tuple[Template, ...] = (TRIP, FAIR, FOOD, ALCOHOL, RUSSIA, SCHENGEN)


def template_named(code: str) -> Template | None:
    """Return a template that ships, None where none is called so."""
    return next((template for template in SHIPPED if template.code == code), None)


def origin(kind: str) -> tuple[Template, TemplateTask] | None:
    """Return template and task that a task's `kind` names, None for the office's own."""
    code, _, name = kind.partition(".")
    template = template_named(code)
    task = (
        next((template_task for template_task in template.tasks if template_task.code == name), None)
        if template
        else None
    )
    return (template, task) if template and task else None
