"""What the server calls."""

from __future__ import annotations

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from tearoad.site.serve.parents import end_with_parent

if multiprocessing.parent_process() is not None:  # a process of our server: it must not outlive it
    end_with_parent(os.getppid())
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a server that our command did not start; as in `cli`
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tearoad.site.settings")
application = get_wsgi_application()
