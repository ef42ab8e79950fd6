"""The addresses of office."""

from __future__ import annotations

from django.urls import URLPattern
from django.views.decorators.http import require_POST, require_safe

from tearoad.office.web.views import files, jobs, messages, program_keys, webhooks
from tearoad.people import Policy
from tearoad.web.routes import page

_SEE, _RUN = Policy.SEE_OFFICE, Policy.RUN_OFFICE

urlpatterns: list[URLPattern] = [
    page("office/", jobs.office, policy=_SEE, name="office-jobs"),
    page("office/jobs/<uuid:job_id>/", jobs.job, policy=_SEE, name="office-job"),
    page("office/jobs/<uuid:job_id>/cancel/", jobs.cancel, policy=_RUN, name="office-job-cancel"),
    page("office/jobs/<uuid:job_id>/again/", jobs.again, policy=_RUN, name="office-job-again"),
    page("office/messages/", messages.messages, policy=_SEE, name="office-messages"),
    page("office/messages/<uuid:message_id>/", messages.message, policy=_SEE, name="office-message"),
    page("office/messages/<uuid:message_id>/again/", messages.again, policy=_RUN, name="office-message-again"),
    page("office/webhooks/", webhooks.webhooks, policy=_SEE, name="office-webhooks"),
    page("office/webhooks/<uuid:endpoint_id>/", require_safe(webhooks.webhook), policy=_SEE, name="office-webhook"),
    page(
        "office/webhooks/<uuid:endpoint_id>/change/",
        require_POST(webhooks.change),
        policy=_RUN,
        name="office-webhook-change",
    ),
    page("office/keys/", program_keys.program_keys, policy=_SEE, name="office-keys"),
    page(
        "office/keys/<uuid:key_id>/change/",
        require_POST(program_keys.change),
        policy=Policy.MAKE_KEYS,
        name="office-key-change",
    ),
    page("office/files/", files.files, policy=_SEE, name="office-files"),
    page("files/<uuid:file_id>/", files.file, policy=Policy.SIGNED_IN, name="office-file"),
]
