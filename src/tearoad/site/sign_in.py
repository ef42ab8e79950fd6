"""Signing in: what allauth, sessions and our own sign-in are set to. Constants only; nothing here is a secret."""

from __future__ import annotations

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 7 * 24 * 3600
"""After so many seconds without a change of the session, one signs in again."""
LOGIN_URL = "/sign-in/"

SECOND_FACTOR_BY_DEFAULT = True
"""Whether a new organisation asks its officers and managers for a second factor."""
SIGN_IN_CODE_MINUTES = 10
SIGN_IN_FLOOR_S = 0.25
"""No answer to an address or a code comes sooner, so that its time says nothing about accounts."""

ACCOUNT_ADAPTER = "tearoad.people.web.actions.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = False
"""Ours are in a table that all processes share."""
MFA_ADAPTER = "tearoad.people.web.actions.adapters.FactorsAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Tea Road"
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_RECOVERY_CODE_COUNT = 10
USERSESSIONS_TRACK_ACTIVITY = False
"""The gate notes when a session was last seen, at most every five minutes."""
