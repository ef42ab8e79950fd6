"""Cards whose words are known: a reader that knows a photo by its size."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PIL import Image

from tearoad.capture import FileKind
from tearoad.capture.cards import WordLine
from tearoad.capture.web.actions.cards import READ, read
from tearoad.capture.web.actions.files import REPAINT, take_in
from tearoad.capture.web.models import Phone, SentFile
from tearoad.capture.web.queries.cards import next_card
from tearoad.capture.web.tasks.cards import read_waiting
from tearoad.capture.web.tasks.files import repaint_one
from tearoad.office.web.models import Job, JobState
from tests.capture.cards.test_sides import CHINESE, ENGLISH, line
from tests.capture.pictures import claim, photo
from tests.capture.web.conftest import run_of

FRONT, BACK = photo("front"), photo("back", size=(600, 400))
MAIL = "li.wei@yunwu.example"
SIZES: Mapping[tuple[int, int], Sequence[str]] = {(640, 400): CHINESE, (600, 400): ENGLISH}


@dataclass
class Known:
    """Reads what stands on photos of these sizes, and nothing on others; notes how many it was shown."""

    words: Mapping[tuple[int, int], Sequence[str]] = field(default_factory=lambda: SIZES)
    confidence: int = 95
    shown: int = 0

    def lines(self, photo: bytes) -> Sequence[WordLine]:
        """Return the lines that are known of a photo."""
        self.shown += 1
        with Image.open(io.BytesIO(photo)) as picture:
            return [line(text, row, self.confidence) for row, text in enumerate(self.words.get(picture.size, ()))]


def photographed(phone: Phone, content: bytes, kind: FileKind = FileKind.CARD_FRONT) -> SentFile:
    """Send a photo and let it be painted anew."""
    file = take_in(phone, claim(content, kind), content)
    repaint_one(run_of(Job.objects.get(kind=REPAINT, key=str(file.pk))))
    return file


def read_all(reader: Known | None = None) -> int:
    """Read every card that waits; return how many photos were looked at."""
    reader = reader or Known()
    while (card := next_card()) is not None:
        read(reader, card)
    return reader.shown


def work() -> dict[str, int]:
    """Let the job run as a worker does, Tesseract and all; return what it says of itself."""
    (job,) = Job.objects.filter(kind=READ, state=JobState.WAITING)
    counts: dict[str, int] = read_waiting(run_of(job))
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE)
    return counts
