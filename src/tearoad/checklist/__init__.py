"""What must be ready before a mission leaves: tasks, samples, diplomatic posts, letters of invitation."""

from tearoad.checklist.due import Reminder, due, escalate, is_escalated, late
from tearoad.checklist.posts import DiplomaticPost, PostId, PostKind
from tearoad.checklist.samples import Fate, Road, Sample, SampleId
from tearoad.checklist.task import About, Evidence, Owner, Task, TaskId, TaskState
from tearoad.checklist.template import Source, Taking, Template, TemplateTask, TripKind, dated

__all__ = [
    "About",
    "DiplomaticPost",
    "Evidence",
    "Fate",
    "Owner",
    "PostId",
    "PostKind",
    "Reminder",
    "Road",
    "Sample",
    "SampleId",
    "Source",
    "Taking",
    "Task",
    "TaskId",
    "TaskState",
    "Template",
    "TemplateTask",
    "TripKind",
    "dated",
    "due",
    "escalate",
    "is_escalated",
    "late",
]
