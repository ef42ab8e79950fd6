"""The site's settings for tests: data in a folder of its own, mail and passwords without delay."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("TEAROAD_DATA", tempfile.mkdtemp(prefix="tearoad-tests-"))
os.environ.setdefault("TEAROAD_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # a browser test drives an event loop beside the database

from tearoad.site.settings import *  # noqa: F403  # the environment must be there before the settings are read

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405  # from the settings
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # looks for a static file when it is asked for, not for all of them with each new client
# Nothing is collected in tests, but the folder is asked for.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # from the settings

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405  # from the settings
    # A file, as on a site: several connections to a database in memory lock each other's tables at once, without the
    # wait that a file gives them.
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['TEAROAD_DATA']}/tests.sqlite3"}  # noqa: F405  # from the settings
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405  # no power to go

SECOND_FACTOR_BY_DEFAULT = False  # tests of other rooms sign in without one; tests/people switches it on
SIGN_IN_FLOOR_S = 0.0
LOGGING_CONFIG = None  # pytest keeps what is logged and shows it where a test fails
