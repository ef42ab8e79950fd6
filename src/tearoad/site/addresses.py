"""What the site itself answers: health, readiness, figures, and the way into a demo."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern

from tearoad.people import Policy
from tearoad.site.desk import setting_up
from tearoad.site.play import sign_in
from tearoad.site.watch import health
from tearoad.web.limits.bodies import SHORT
from tearoad.web.routes import page
from tearoad.web.saving.once import Repeat

urlpatterns: list[URLPattern] = [
    page("healthz", health.health, policy=Policy.ANYONE, name="health"),
    page("readyz", health.ready, policy=Policy.ANYONE, name="ready"),
    page(
        "set-up/<str:secret>/",
        setting_up.set_up_page,
        policy=Policy.ANYONE,
        name="site-set-up",
        body=SHORT,
        repeat=Repeat.RUNS,
    ),
    page("metrics", health.figures, policy=Policy.ANYONE, name="metrics"),
]
if settings.CONFIG.demo:
    urlpatterns.append(
        page(
            "sign-in/demo/<str:secret>/",
            sign_in.enter,
            policy=Policy.ANYONE,
            name="demo-sign-in",
            repeat=Repeat.RUNS,
        )
    )
