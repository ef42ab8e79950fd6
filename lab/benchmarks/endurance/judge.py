"""Looks at a stopped site: is all that was acknowledged there, and once? Prints faults and figures as JSON.

    python -m lab.benchmarks.endurance.judge NOTES LETTERS
    python -m lab.benchmarks.endurance.judge NOTES

Without LETTERS the place is a restored backup, and NOTES say what was acknowledged before the backup began: more may be
there, and jobs and letters may be on their way, but nothing is half written.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tearoad.site import manage

manage.start()

from django.conf import settings  # noqa: E402  # after the set-up
from django.db import connection  # noqa: E402  # after the set-up

from tearoad.companies.web.models import Company  # noqa: E402  # after the set-up
from tearoad.companies.web.queries.register import party_of  # noqa: E402  # after the set-up
from tearoad.journey.web.models import ImportedFile, ImportState, SheetImport  # noqa: E402  # after the set-up
from tearoad.mission.web.models import SignedLink  # noqa: E402  # after the set-up
from tearoad.office.store import FolderStore  # noqa: E402  # after the set-up
from tearoad.office.web.models import Job, JobState, Message, MessageState, StoredFile  # noqa: E402  # after the set-up
from tearoad.people.web.models import LedgerEntry, Organisation, acting_for  # noqa: E402  # after the set-up
from tearoad.people.web.queries.ledger import verify  # noqa: E402  # after the set-up
from tearoad.screening.web.models import Decision, Hit  # noqa: E402  # after the set-up
from tearoad.timetable.web.models import Draft, DraftState, NotificationWay, Paper, Pin, Published, Told  # noqa: E402  # after the set-up
from tearoad.web.clock import now  # noqa: E402  # after the set-up

Faults = Iterator[str]


def states(noted: dict[str, Any]) -> Faults:
    """What was written over and over: does it hold the last that was acknowledged, or a later one?"""
    held = noted["states"]
    for firm, values in held.get("contact", {}).items():
        yield from _one_of("contact", firm, values, party_of(Company.objects.get(pk=firm)).contact.title)
    for hit, values in held.get("ruling in force", {}).items():
        row = Hit.objects.get(pk=hit)
        made = Decision.objects.filter(company_id=row.company_id, entry_key=row.entry_key, replaced_at=None).first()
        yield from _one_of("ruling", hit, values, [made.ruling, made.why] if made else None)
    draft = Draft.objects.filter(number=noted["told"]["draft"], mission=noted["told"]["mission"]).get()
    meetings = {one["wish"]: _spot(one) for one in draft.plan["meetings"]}
    for wish, values in held.get("meeting", {}).items():
        yield from _one_of("meeting", wish, values, meetings.get(wish))
    for wish, values in held.get("pin", {}).items():
        exporter, buyer = noted["told"]["pairs"][wish]
        there = Pin.objects.filter(mission=noted["told"]["mission"], exporter=exporter, buyer=buyer).exists()
        yield from _one_of("pin", wish, [bool(value) for value in values], there)
    seen = noted["facts"].get("revision", [])
    if len(set(seen)) != len(seen) or (seen and draft.revision < max(seen)):
        yield f"board: revision {draft.revision}, acknowledged up to {max(seen)}, {len(seen) - len(set(seen))} twice"


def _spot(one: dict[str, Any]) -> list[Any]:
    return [one["start"], one["place"], one.get("interpreter") or ""]


def _one_of(what: str, key: str, values: list[Any], found: object) -> Faults:
    if None not in values and found not in values:
        yield f"{what} {key}: {found!r} is none of {values!r}"


def facts(noted: dict[str, Any], *, exactly: bool) -> Faults:
    """What was acknowledged one by one: is each there, once?"""
    found = noted["facts"]
    for why in found.get("ruling", []):
        yield from _once(f"ruling {why!r}", Decision.objects.filter(why=why).count())
    for number, sheet in found.get("upload", []):
        digest = hashlib.sha256(sheet.encode()).hexdigest()
        yield from _once(
            f"upload {number}", ImportedFile.objects.filter(sheet_import=number, file__digest=digest).count()
        )
    for number, name in found.get("imported", []):
        applied = SheetImport.objects.filter(pk=number, state=ImportState.APPLIED).count()
        yield from _once(f"import {number}", applied)
        yield from _once(f"imported company {name}", Company.objects.filter(name=name).count())
    for number in found.get("draft", []):
        yield from _once(f"draft {number}", _drafts(noted).filter(number=number).count())
    for number in found.get("published", []):
        rows = Published.objects.filter(mission=noted["told"]["mission"], number=number)
        yield from _once(f"published {number}", rows.count())
    yield from _tells(noted)
    yield from _mailed(noted, exactly=exactly)


def _tells(noted: dict[str, Any]) -> Faults:
    """Whoever was told by mail has one, but where a later plan's mail withdrew it while it waited and said all anew."""
    asked, mails, withdrawn = Counter[str](), 0, 0
    for row, facts in LedgerEntry.objects.filter(code="plan.told").values_list("subject_id", "facts"):
        asked[row] += bool(facts["mails"])
        mails, withdrawn = mails + facts["mails"], withdrawn + facts["withdrawn"]
    rows = dict(Published.objects.filter(mission=noted["told"]["mission"]).values_list("number", "pk"))
    for number, waiting in noted["facts"].get("told", []):
        if not asked[str(rows.get(number))]:
            yield f"told {number}: nobody of {waiting}"
    there = Told.objects.filter(way=NotificationWay.MAIL).count()
    if there != mails - withdrawn:
        yield f"told: {there} people by mail, {mails} written to, {withdrawn} mails withdrawn"


def _mailed(noted: dict[str, Any], *, exactly: bool) -> Faults:
    acked, unknown = (noted["counts"].get(f"sent link:{one}", {}) for one in ("acked", "unknown"))
    for key in {*acked, *unknown}:
        role, _, party = key.partition("/")
        links = SignedLink.objects.filter(mission=noted["told"]["mission"], role=role, party=party)
        mails = Message.objects.filter(key__in=[f"link:{link}" for link in links.values_list("pk", flat=True)]).count()
        most = acked.get(key, 0) + unknown.get(key, 0) if exactly else mails
        if not acked.get(key, 0) <= mails <= most:
            yield f"links sent to {key}: {mails} mails, acknowledged {acked.get(key, 0)}, unknown {unknown.get(key, 0)}"


def _drafts(noted: dict[str, Any]) -> Any:  # noqa: ANN401  # a queryset
    return Draft.objects.filter(mission=noted["told"]["mission"])


def _once(what: str, count: int) -> Faults:
    if count != 1:
        yield f"{what}: there {count} times"


def jobs() -> Faults:
    """Every job ended, where it failed with a reason."""
    for job in Job.objects.all():
        if job.state in {JobState.WAITING, JobState.RUNNING}:
            yield f"job {job.kind} {job.key}: still {job.state} after {job.attempts} attempts"
        if job.state == JobState.FAILED and not job.problem:
            yield f"job {job.kind} {job.key}: failed without a reason"


def effects() -> Faults:
    """What a job or an action had to do is there whole and once, or not at all."""
    entries = Counter(LedgerEntry.objects.values_list("code", "subject_id"))
    for draft in Draft.objects.select_related("job"):
        planned = entries["timetable.planned", str(draft.pk)]
        if draft.job is not None and draft.job.state == JobState.DONE and draft.state == DraftState.PLANNING:
            yield f"draft {draft.number}: its job is done, it is {draft.state}"
        if planned != (draft.state == DraftState.READY):
            yield f"draft {draft.number}: {draft.state}, planned {planned} times in the ledger"
        if entries["timetable.plan_asked", str(draft.pk)] != 1:
            yield f"draft {draft.number}: asked for not once in the ledger"
    for sheet_import in SheetImport.objects.filter(state=ImportState.READING, job__state=JobState.DONE):
        yield f"import {sheet_import.pk}: its job is done, it is still being read"
    yield from _published(entries)


def _published(entries: Counter[tuple[str, str]]) -> Faults:
    for row in Published.objects.all():
        if entries["plan.published", str(row.pk)] != 1:
            yield f"published {row.number}: not once in the ledger"
        done = Job.objects.filter(kind="timetable.papers", key=str(row.pk), state=JobState.DONE).last()
        papers = Counter(Paper.objects.filter(published=row).values_list("kind", "role", "party", "file__name"))
        if done is not None and (sum(papers.values()) != done.result["papers"] + 1 or max(papers.values()) > 1):
            yield f"published {row.number}: {sum(papers.values())} papers, its job made {done.result['papers'] + 1}"
        mails = Message.objects.filter(key__startswith=f"published/{row.pk}/").count()
        if mails != Told.objects.filter(published=row, way=NotificationWay.MAIL).count():
            yield f"published {row.number}: {mails} mails, others told"


def letters(taken: dict[str, list[float]], seen_sent: dict[str, float]) -> Faults:
    """What the mail server took, beside what the outbox says."""
    rows = {message.message_id: message for message in Message.objects.all()}
    for key in set(taken) - set(rows):
        yield f"letter {key}: sent, and no row tells of it"
    for key, row in rows.items():
        times = taken.get(key, [])
        if row.state == MessageState.SENT and not times:
            yield f"message {row.key}: sent, and nobody took it"
        if row.state != MessageState.SENT:
            yield f"message {row.key}: {row.state} ({row.answer})"
        if len(times) > 1 and not row.ambiguous:
            yield f"message {row.key}: taken {len(times)} times, and no doubt noted"
        if row.sent_at and any(at > row.sent_at.timestamp() for at in times):
            yield f"message {row.key}: taken again after it was written down as sent"
        if key in seen_sent and any(at > seen_sent[key] for at in times):
            yield f"message {row.key}: taken again after it was seen as sent"


def files() -> Faults:
    """Every file a row names stands in the store; nothing unfinished survives the sweep."""
    store = FolderStore(settings.FILES)
    for digest, size in StoredFile.objects.values_list("digest", "size").distinct():
        path = store.path(digest)
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != digest or len(content) != size:
            yield f"file {digest[:12]}: not in the store as its row says"
    store.sweep(
        lambda digests: set(StoredFile.objects.filter(digest__in=digests).values_list("digest", flat=True)),
        now() + timedelta(days=3),
    )
    left = [path for path in Path(settings.FILES).rglob("*") if path.name.endswith(".part")]
    if left:
        yield f"{len(left)} unfinished files outlive the sweep"


def chain(tenant: Any) -> Faults:  # noqa: ANN401  # an id
    """The ledger verifies; so does SQLite's own look at its pages."""
    found = verify(tenant)
    if found.why is not None:
        yield f"ledger: broken at {found.broken}: {found.why.code}"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said = cursor.fetchone()[0]
        if said != "ok":
            yield f"database: {said}"


def _figures(taken: dict[str, list[float]]) -> dict[str, Any]:
    ended = Job.objects.values_list("state", "attempts")
    failed = Job.objects.filter(state=JobState.FAILED)
    return {
        "jobs": len(ended),
        "jobs_done": sum(state == JobState.DONE for state, _ in ended),
        "jobs_failed": len(failed),
        "jobs_run_again": sum(attempts > 1 for _, attempts in ended),
        "messages": Message.objects.count(),
        "messages_in_doubt": Message.objects.filter(ambiguous=True).count(),
        "taken_twice": sum(len(times) > 1 for times in taken.values()),
        "published": Published.objects.count(),
        "drafts": Draft.objects.count(),
        "files": StoredFile.objects.count(),
        "ledger_entries": LedgerEntry.objects.count(),
        "why_failed": Counter(f"{job.kind}: {job.problem['text']['code']}" for job in failed),
    }


def main() -> None:
    """Judge."""
    noted = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    post = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")) if len(sys.argv) > 2 else None
    organisation = Organisation.objects.get()
    with acting_for(organisation.pk):
        found = [*facts(noted, exactly=post is not None), *effects(), *files(), *chain(organisation.pk)]
        if post is not None:
            found += [*states(noted), *jobs(), *letters(post["taken"], post["seen_sent"])]
        figures = _figures(post["taken"] if post else {})
    print(json.dumps({"faults": found, "figures": figures}))


main()
