"""Django's settings, made from the configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from csp.constants import NONE, SELF

from tearoad.site.config import read_config
from tearoad.site.databases import database
from tearoad.site.places import secret_key
from tearoad.site.sign_in import *  # noqa: F403  # what allauth and sessions are set to
from tearoad.site.watch.logs import logging_settings
from tearoad.values import Language

CONFIG = read_config()
DATA = CONFIG.data.resolve()


SECRET_KEY = secret_key(CONFIG)
DEBUG = CONFIG.debug
ALLOWED_HOSTS = [*CONFIG.hosts, urlsplit(CONFIG.address).hostname or "localhost"]
PROXIES = CONFIG.proxies
CLOCK_OFFSET = CONFIG.clock_offset
FILES = DATA / "files"
MARKET_URL = CONFIG.market_url
HUB = UUID(CONFIG.hub_key.partition(".")[0]) if CONFIG.hub_key else None
"""Which hub this site is; None at home."""
STAGES = (
    *("web", "people", "office", "companies", "screening", "market"),
    *("mission", "call", "checklist", "costs", "delegation", "programme"),
    *("matching", "timetable", "capture", "orders", "results", "journey"),
)
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "tearoad.web.apps.WebConfig",
    "tearoad.site.hub.apps.HubConfig",
    *(f"tearoad.{stage}.web.apps.{stage.capitalize()}Config" for stage in STAGES[1:]),
]
MIDDLEWARE = [
    "tearoad.site.watch.requests.ProxyMiddleware",
    "tearoad.site.watch.requests.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tearoad.web.language.LanguageMiddleware",
    "tearoad.site.front.refusing.RefusalMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "tearoad.web.errors.ErrorMiddleware",
    "tearoad.people.web.middleware.GateMiddleware",
    "tearoad.web.input.InputMiddleware",
    "tearoad.mission.web.middleware.ArchiveMiddleware",
    "tearoad.mission.web.middleware.OpenedLinkMiddleware",
]
ROOT_URLCONF = "tearoad.site.urls"
WSGI_APPLICATION = "tearoad.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tearoad.web.context.reader",
            ],
            "builtins": ["tearoad.web.templatetags.pages", "django.templatetags.static"],
        },
    }
]
DATABASES = {"default": database(CONFIG)}
# In the database, so that every process and machine counts the same attempts and hears the same heartbeat.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en-gb"
LANGUAGES = [(language.habits.locale.lower().replace("_", "-"), language.own_name) for language in Language]
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names that carry a digest of the content: a browser may keep them for ever.
    "staticfiles": {"BACKEND": "tearoad.site.static.ModuleStorage"},
}
DESIGN_PAGE = CONFIG.debug or CONFIG.demo
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
CSRF_FAILURE_VIEW = "tearoad.web.handlers.forged"
HTTPS = CONFIG.address.startswith("https:")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
CSRF_TRUSTED_ORIGINS = [CONFIG.address]
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# With https the names bind a cookie to this host and to encrypted connections.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LOGGING = logging_settings(CONFIG.log_level)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = CONFIG.mail_from
PACKAGE = Path(__file__).parents[1]
