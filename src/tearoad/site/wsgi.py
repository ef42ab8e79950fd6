"""What the server calls."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a server that our command did not start; as in `cli`
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tearoad.site.settings")
application = get_wsgi_application()
