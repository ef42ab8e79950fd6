"""Tasks, samples and diplomatic posts, each with its table."""

from __future__ import annotations

from tearoad.checklist.sheets.checklist_sheet import CHECKLIST
from tearoad.checklist.sheets.posts_sheet import POSTS
from tearoad.checklist.sheets.samples_sheet import SAMPLES
from tearoad.checklist.web import models as rows
from tearoad.mission.web.queries.stored_kinds import StoredKind

STORED_TASKS = StoredKind(kind=CHECKLIST, noun="task", model=rows.ChecklistTask, list_page="mission-checklist")
STORED_SAMPLES = StoredKind(kind=SAMPLES, noun="sample", model=rows.Sample, list_page="mission-samples")
STORED_POSTS = StoredKind(
    kind=POSTS,
    noun="post",
    model=rows.DiplomaticPost,
    list_page="mission-posts",
    belongs_to=lambda mission: {"country": mission.country},
)
