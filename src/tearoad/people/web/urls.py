"""The addresses of people. Signing up, passwords and whatever else allauth offers have none."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.people.policies import Policy
from tearoad.people.web.views import about, account, erase, factors, invitations, ledger, sign_in, users, wordings
from tearoad.web.limits.bodies import SHORT
from tearoad.web.routes import page
from tearoad.web.saving.once import Repeat

_IN = Policy.ANYONE
_OWN = Policy.SIGNED_IN
_SECURE = Policy.SECURE_ACCOUNT
_USERS = Policy.MANAGE_USERS
_LEDGER = Policy.SEE_LEDGER
_ERASE = Policy.ERASE_PERSON
_RUNS = Repeat.RUNS

urlpatterns: list[URLPattern] = [
    page("sign-in/", sign_in.address, policy=_IN, name="people-sign-in", body=SHORT, repeat=_RUNS),
    page("sign-in/code/", sign_in.code, policy=_IN, name="people-code", body=SHORT, repeat=_RUNS),
    page("sign-in/second/", sign_in.second, policy=_IN, name="people-second", body=SHORT, repeat=_RUNS),
    page(
        "sign-in/second/options/",
        sign_in.second_options,
        policy=_IN,
        name="people-second-options",
        body=SHORT,
        repeat=_RUNS,
    ),
    page("sign-in/passkey/", sign_in.passkey, policy=_IN, name="people-passkey", body=SHORT, repeat=_RUNS),
    page(
        "sign-in/passkey/options/",
        sign_in.passkey_options,
        policy=_IN,
        name="people-passkey-options",
        body=SHORT,
        repeat=_RUNS,
    ),
    page("sign-out/", sign_in.sign_out, policy=_SECURE, name="people-sign-out", repeat=_RUNS),
    page("account/", account.overview, policy=_OWN, name="people-account"),
    page("account/profile/", account.profile, policy=_OWN, name="people-profile"),
    page("account/organisation/", account.organisation, policy=_OWN, name="people-organisation", repeat=_RUNS),
    page("account/sessions/others/", account.end_others, policy=_OWN, name="people-end-others"),
    page("account/sessions/<int:session_id>/", account.end_session, policy=_OWN, name="people-end-session"),
    page("account/invitations/", invitations.overview, policy=_IN, name="people-invitations"),
    page("account/factors/", factors.overview, policy=_SECURE, name="people-factors"),
    page("account/factors/app/", factors.app, policy=_SECURE, name="people-factor-app"),
    page("account/factors/passkey/", factors.passkey, policy=_SECURE, name="people-factor-passkey"),
    page(
        "account/factors/passkey/options/",
        factors.passkey_options,
        policy=_SECURE,
        name="people-factor-options",
        repeat=_RUNS,
    ),
    page("account/factors/recovery/", factors.recovery, policy=_SECURE, name="people-recovery"),
    page("account/factors/<int:factor_id>/remove/", factors.remove, policy=_SECURE, name="people-factor-remove"),
    page("people/", users.overview, policy=_USERS, name="people-users"),
    page("organisation/names/", wordings.overview, policy=_USERS, name="people-names"),
    page("people/second-factor/", users.second_factor, policy=_USERS, name="people-second-factor"),
    page("people/zone/", users.zone, policy=_USERS, name="people-zone"),
    page("people/<int:membership_id>/role/", users.role, policy=_USERS, name="people-role"),
    page("people/<int:membership_id>/remove/", users.remove, policy=_USERS, name="people-remove"),
    page("people/erase/", erase.overview, policy=_ERASE, name="people-erase"),
    page("people/erase/export/", erase.export, policy=_ERASE, name="people-erase-export", repeat=_RUNS),
    page("people/erase/now/", erase.erase, policy=_ERASE, name="people-erase-now"),
    page("ledger/", ledger.overview, policy=_LEDGER, name="people-ledger"),
    page("ledger/verify/", ledger.verified, policy=_LEDGER, name="people-ledger-verify"),
    page("ledger/ledger.jsonl", ledger.export, policy=_LEDGER, name="people-ledger-export"),
    page("ledger/<int:number>/", ledger.entry, policy=_LEDGER, name="people-ledger-entry"),
    page("policies/", about.policies, policy=_IN, name="people-policies"),
    page("privacy/", about.privacy, policy=_IN, name="privacy"),
]
