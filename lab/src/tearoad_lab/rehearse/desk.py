"""What happens at the office while phones are away: links taken back, backups restored, things decided."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction

from tearoad.capture import reports_of, revision_of
from tearoad.capture.export import open_export
from tearoad.capture.web.actions.backups import BackupContents, backup_contents, note_backup
from tearoad.capture.web.actions.bringing import bring
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.actions.streams import begin_new_era
from tearoad.capture.web.actions.weighing import put_aside, take_over, take_over_all
from tearoad.capture.web.models import Phone, Quarantined, SentFile, SentRevision, Weighed
from tearoad.errors import Conflict
from tearoad.mission.web.actions import links
from tearoad.people import Role
from tearoad.people.web.models import Allowance, acting_for
from tearoad.site.hub.calling import Home
from tearoad.web.registry import personal_data
from tearoad_lab.rehearse.hall import HallRehearsal
from tearoad_lab.rehearse.house import FIRMS, House
from tearoad_lab.rehearse.wire import Wire, WireAnswer

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeldAside:
    """Something that waits for a person, or was decided."""

    payload: Any
    state: str
    revision: str


@dataclass(frozen=True, slots=True)
class FirmHeld:
    """Everything the site holds of a firm."""

    files: list[str]
    reportFiles: dict[str, list[str]]  # noqa: N815  # a script reads it
    revisions: list[Json]
    aside: list[HeldAside]
    reports: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Ready:
    """The first line: the site stands, and the key of its server in a hall."""

    key: str


@dataclass(frozen=True, slots=True)
class LinkMade:
    """A firm's link."""

    path: str
    mission: str


class Desk:
    """Does what it is told, one line at a time."""

    def __init__(self, house: House, wire: Wire) -> None:
        """Keep who acts and how letters come in."""
        self._house, self._wire, self._hall = (
            house,
            wire,
            HallRehearsal(house.mission, Home("http://localhost", settings.CONFIG.hub_key)),
        )
        self._run: transaction.Atomic | None = None
        self._backup: str | None = None
        self._held = BackupContents()

    def do(self, message: Mapping[str, Any]) -> Json:
        """Return what came of one order."""
        given = dict(message)
        order = self.orders()[given.pop("order")]
        if order == self._post:
            # As in the real site: the gate finds out for whom.
            return self._post(**given)
        with acting_for(self._house.officer.tenant):
            return order(**given) or {}

    def orders(self) -> Mapping[str, Callable[..., Json | None]]:
        """Return what it can be told to do; what an order needs are the parameters of its function."""
        return {
            "begin": self._begin,
            "post": self._post,
            "link": self._link,
            "revoke": self._revoke,
            "stop": self._stop,
            "later": self._later,
            "save": self._save,
            "saved": self._saved,
            "restore": self._restore,
            "weigh": self._weigh,
            "take_all": self._take_all,
            "bring": self._bring,
            "erase": self._erase,
            "look": self._look,
            **self._hall.orders(),
        }

    def _begin(self) -> None:
        if self._run is not None:
            transaction.set_rollback(True)
            self._run.__exit__(None, None, None)
        self._run, self._backup, self._held = transaction.atomic(), None, BackupContents()
        self._run.__enter__()
        settings.CLOCK_OFFSET = timedelta()

    def _post(self, path: str, body: str, headers: Mapping[str, str], *, crash: bool = False) -> Json:
        Allowance.objects.all().delete()  # a run is a second long and stands for days
        point = transaction.savepoint()
        answer = asdict(self._wire.post(path, body, headers))
        if crash:
            transaction.savepoint_rollback(point)
            return asdict(WireAnswer(0, "", ""))
        transaction.savepoint_commit(point)
        return answer

    def _link(self, firm: str) -> Json:
        made = links.link_for(self._house.officer, self._house.mission, Role.EXPORTER, firm)
        return asdict(LinkMade("/v/" + made.rstrip("/").rpartition("/")[2] + "/", str(self._house.mission.pk)))

    def _revoke(self, firm: str) -> None:
        links.revoke(self._house.officer, self._house.mission, Role.EXPORTER, firm)

    def _stop(self, phone: str) -> None:
        found = Phone.objects.filter(pk=UUID(phone), revoked_at=None).first()
        if found is not None:
            stop(self._house.officer, found)

    def _later(self, days: int) -> None:
        settings.CLOCK_OFFSET += timedelta(days=days)

    def _save(self) -> None:
        self._held, self._backup = backup_contents(DEFAULT_DB_ALIAS), transaction.savepoint()

    def _saved(self) -> None:
        """End the backup that was begun: much may have come since, and it does not hold its own end."""
        note_backup(self._held)

    def _restore(self) -> None:
        if self._backup is not None:
            transaction.savepoint_rollback(self._backup)
            begin_new_era()

    def _weigh(self, place: int, *, take: bool) -> None:
        waiting = list(Quarantined.objects.filter(state=Weighed.WAITING))
        if not waiting:
            return
        decide = take_over if take else put_aside
        try:
            decide(self._house.officer, waiting[place % len(waiting)])
        except Conflict:
            put_aside(self._house.officer, waiting[place % len(waiting)])

    def _take_all(self, place: int) -> None:
        phones = list(Phone.objects.order_by("enrolled_at", "pk"))
        if phones:
            take_over_all(self._house.officer, phones[place % len(phones)])

    def _bring(self, file: str, digits: str) -> Json:
        brought = bring(self._house.officer, self._house.mission, open_export(base64.b64decode(file), digits))
        return {"received": brought.received, "aside": brought.aside}

    def _erase(self, firm: str, place: int) -> Json:
        """Erase one of the people a firm wrote down, as the privacy page does; tell whom."""
        sent = SentRevision.objects.filter(party=firm)
        addresses = sorted({found for revision in sent if (found := revision.document["values"].get("email"))})
        for address in addresses[place % len(addresses) :][:1] if addresses else ():
            # By what was taken in the others find whom an address reaches: it is erased last.
            for model in ("capture.Quarantined", "capture.SentRevision"):
                personal_data()[model].erase(address)
        return {"erased": len(addresses)}

    def _look(self) -> Json:
        """Return everything the site holds, by firm; what stands is what the server's own rule says."""
        return {firm: self._firm(firm) for firm in FIRMS}

    def _firm(self, firm: str) -> Json:
        documents = [revision.document for revision in SentRevision.objects.filter(party=firm)]
        aside = Quarantined.objects.filter(party=firm)
        reports = reports_of(map(revision_of, documents))
        held = FirmHeld(
            files=list(SentFile.objects.filter(party=firm).values_list("digest", flat=True)),
            reportFiles={str(report.id): [file.digest for file in report.files] for report in reports},
            revisions=documents,
            aside=[
                HeldAside(json.loads(quarantined.payload), quarantined.state, str(quarantined.revision))
                for quarantined in aside
            ],
            reports={
                str(report.id): {
                    name: sorted([list(said.value) if isinstance(said.value, tuple) else said.value] for said in stands)
                    for name, stands in report.fields.items()
                }
                for report in reports
            },
        )
        return asdict(held)
