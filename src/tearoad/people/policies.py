"""Who may do what: one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tearoad.people.roles import VISITORS, Role, Scope


class Policy(StrEnum):
    """Something that is allowed to some roles. Every endpoint declares one; none means nobody."""

    ANYONE = "anyone"
    """Health, sign-in, static pages: no organisation's data."""
    SIGNED_IN = "signed_in"
    """One's own account: name, language, sessions, organisation."""
    SECURE_ACCOUNT = "secure_account"
    """One's own second factor, and signing out; open before a second factor is set up."""
    SEE_MISSIONS = "see_missions"
    EDIT_MISSION = "edit_mission"
    IMPORT_SHEETS = "import_sheets"
    EXPORT_SHEETS = "export_sheets"
    SEE_MARKETS = "see_markets"
    MAKE_BRIEFS = "make_briefs"
    SEE_COMPANIES = "see_companies"
    SEE_CALL = "see_call"
    RUN_CALL = "run_call"
    """Open a call, decide about applications, keep campaigns and past missions."""
    SCORE_CALL = "score_call"
    SEE_SCREENING = "see_screening"
    DECIDE_SCREENING = "decide_screening"
    SEE_MATCHES = "see_matches"
    PLAN = "plan"
    SEE_PLAN = "see_plan"
    PUBLISH = "publish"
    SEE_PAPERS = "see_papers"
    SEND_LINKS = "send_links"
    SEE_COSTS = "see_costs"
    """Costs, rates, what interpreters are owed, the dossiers of firms."""
    EDIT_COSTS = "edit_costs"
    SEE_OFFICE = "see_office"
    """Jobs, messages, files of the organisation."""
    RUN_OFFICE = "run_office"
    """Cancel a job, send a message again."""
    MAKE_KEYS = "make_keys"
    """Make keys for programs; whose maker may not do this any more opens nothing."""
    MANAGE_USERS = "manage_users"
    SEE_LEDGER = "see_ledger"
    ERASE_PERSON = "erase_person"
    SEE_OWN_DAY = "see_own_day"
    """A visitor's own page, papers and calendar."""
    ADD_TO_OWN_DOSSIER = "add_to_own_dossier"
    """A firm's own subsidy dossier: what is missing, and a file into it."""
    CARRY_PHONE = "carry_phone"
    """Have one's own days on a phone that works without a network."""
    CAPTURE = "capture"
    """Write down visitors and meetings on a phone."""
    TELL_OF_DAY = "tell_of_day"
    """By a link of its own: say that one comes to a planned meeting, is late or cannot come; no request is answered."""
    ANSWER_REQUESTS = "answer_requests"
    """By a link of its own: see who asks to meet one, answer, ask for others."""
    REPORT_ORDERS = "report_orders"
    """By a link of its own: tell what came of one's meetings."""
    SEE_CAPTURED = "see_captured"
    """What firms wrote down, on which phones, and what waits for a person."""
    SEE_ORDERS = "see_orders"
    """What came of the fair: opportunities, events, totals by rung."""
    EDIT_ORDERS = "edit_orders"
    """Open opportunities, write down events, decide what was told twice."""
    SEE_RESULTS = "see_results"
    """What came of a mission, figure by figure, with the rows behind each."""
    ANSWER_SURVEY = "answer_survey"
    """By a link of its own: answer the survey at the end of the fair."""
    FREEZE_RESULTS = "freeze_results"
    """Keep the results of a mission as an edition that later ones are compared with."""


_STAFF = frozenset({Role.OFFICER, Role.MANAGER, Role.AUDITOR})
_WRITERS = frozenset({Role.OFFICER, Role.MANAGER, Role.SYSTEM})
_MANAGERS = frozenset({Role.MANAGER})
_VISITORS = frozenset({Role.EXPORTER, Role.BUYER, Role.INTERPRETER, Role.OFFICIAL})

TABLE: Mapping[Policy, frozenset[Role]] = {
    Policy.ANYONE: frozenset(Role),
    Policy.SIGNED_IN: _STAFF,
    Policy.SECURE_ACCOUNT: _STAFF,
    Policy.SEE_MISSIONS: _STAFF,
    Policy.EDIT_MISSION: _WRITERS,
    Policy.IMPORT_SHEETS: _WRITERS,
    Policy.EXPORT_SHEETS: _STAFF,
    Policy.SEE_MARKETS: _STAFF,
    Policy.MAKE_BRIEFS: _WRITERS,
    Policy.SEE_COMPANIES: _STAFF,
    Policy.SEE_CALL: _STAFF,
    Policy.RUN_CALL: _WRITERS,
    Policy.SCORE_CALL: frozenset({Role.OFFICER, Role.MANAGER}),
    Policy.SEE_SCREENING: _STAFF,
    Policy.DECIDE_SCREENING: _WRITERS,
    Policy.SEE_MATCHES: _STAFF,
    Policy.PLAN: _WRITERS,
    Policy.SEE_PLAN: _STAFF,
    Policy.PUBLISH: _WRITERS,
    Policy.SEE_PAPERS: _STAFF,
    Policy.SEND_LINKS: _WRITERS,
    Policy.SEE_COSTS: _STAFF,
    Policy.EDIT_COSTS: _WRITERS,
    Policy.SEE_OFFICE: _STAFF,
    Policy.RUN_OFFICE: _WRITERS,
    Policy.MAKE_KEYS: frozenset({Role.OFFICER, Role.MANAGER}),
    Policy.MANAGE_USERS: _MANAGERS,
    Policy.SEE_LEDGER: frozenset({Role.MANAGER, Role.AUDITOR}),
    Policy.ERASE_PERSON: _MANAGERS,
    Policy.SEE_OWN_DAY: _VISITORS,
    Policy.ADD_TO_OWN_DOSSIER: frozenset({Role.EXPORTER}),
    Policy.CARRY_PHONE: frozenset({Role.EXPORTER, Role.INTERPRETER}),
    Policy.CAPTURE: frozenset({Role.EXPORTER}),
    Policy.TELL_OF_DAY: frozenset({Role.EXPORTER, Role.BUYER}),
    Policy.ANSWER_REQUESTS: frozenset({Role.EXPORTER, Role.BUYER}),
    Policy.REPORT_ORDERS: frozenset({Role.EXPORTER, Role.BUYER}),
    Policy.SEE_CAPTURED: _STAFF,
    Policy.SEE_ORDERS: _STAFF,
    Policy.EDIT_ORDERS: _WRITERS,
    Policy.SEE_RESULTS: _STAFF,
    Policy.ANSWER_SURVEY: frozenset({Role.EXPORTER, Role.BUYER}),
    Policy.FREEZE_RESULTS: _WRITERS,
}
SCOPES: Mapping[Policy, Scope] = {
    Policy.SEE_OWN_DAY: Scope.DAY,
    Policy.ADD_TO_OWN_DOSSIER: Scope.DAY,
    Policy.CARRY_PHONE: Scope.DAY,
    Policy.CAPTURE: Scope.DAY,
    Policy.TELL_OF_DAY: Scope.DAY,
    Policy.ANSWER_REQUESTS: Scope.ANSWER,
    Policy.REPORT_ORDERS: Scope.FOLLOW,
    Policy.ANSWER_SURVEY: Scope.SURVEY,
}
"""Which link a visitor needs for what; what stands here under no scope is opened by no link."""


def allowed(role: Role, policy: Policy, scope: Scope = Scope.DAY) -> bool:
    """Whether a role may do something; what the table does not name is allowed to nobody.

    `scope` is that of the link by which a visitor comes; who signs in has none, and none is asked of them.
    """
    if role in VISITORS and policy is not Policy.ANYONE and SCOPES.get(policy) is not scope:
        return False
    return role in TABLE.get(policy, frozenset())
