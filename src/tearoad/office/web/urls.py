"""The addresses of office."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.office.web.views import files, jobs, messages
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
    page("office/files/", files.files, policy=_SEE, name="office-files"),
    page("files/<uuid:file_id>/", files.file, policy=Policy.SIGNED_IN, name="office-file"),
]
