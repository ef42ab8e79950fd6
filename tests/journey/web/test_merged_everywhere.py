"""Two hundred random merges and undos: every row that pointed to a company points to the one that stands for it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tearoad.companies import Exporter, Standing
from tearoad.companies.merging import FieldSource
from tearoad.companies.web.actions.merging import merge_companies, undo_merge
from tearoad.companies.web.actions.register import PHOTO, enter
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.companies.web.queries.register import current_company, visible
from tearoad.errors import Conflict
from tearoad.journey.example import example_mission
from tearoad.matching.web.models import InvitedParty
from tearoad.matching.web.queries.invitations import overview
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.actions.visits import visitor
from tearoad.mission.web.models import Mission, Participation, SignedLink
from tearoad.mission.web.queries.links import digest_of
from tearoad.mission.web.queries.missions import companies_twice, parties
from tearoad.names import FirmName
from tearoad.office.web.actions.files import keep
from tearoad.office.web.models import StoredFile
from tearoad.orders.web.models import Opportunity
from tearoad.people import Actor, Scope
from tearoad.screening.web.actions.standing import stand_by_rulings
from tearoad.screening.web.models import Decision, Hit
from tearoad.timetable.web.models import Draft, Meeting, Published
from tearoad.values import PartyId
from tearoad.web.clock import now

FIRMS, RULINGS = 5, ("clear", "hold", "block")
_HIT: dict[str, Any] = {
    "entry": {"id": "1", "source": "fictional.csv", "kind": "firm", "names": ["Fictional"]},
    "ours": "Fictional",
    "theirs": "Fictional",
    "score": 900,
    "evidence": [],
}
done: Counter[str] = Counter()


class MergedRegister(RuleBasedStateMachine):
    """Companies with everything that points to them, merged and parted in any order, beside a plain record of it."""

    officer: Actor
    kept_files: list[StoredFile]

    def __init__(self) -> None:
        """Begin where nothing stands; what is written is taken back afterwards."""
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.firms: list[Company] = []
        self.merges: list[tuple[CompanyMerge, Company, Company, set[Any]]] = []
        self.points: dict[Any, Any] = {}
        """Row -> the company that it points to now."""

    def teardown(self) -> None:
        """Take back everything."""
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @initialize()
    def found_firms(self) -> None:
        """Enter the firms, make two missions."""
        self.missions = [make(self.officer, example_mission()) for _number in range(2)]
        for number in range(FIRMS):
            firm = Exporter(PartyId(f"E{number}"), FirmName(latin=f"Firm {number}"), city=f"City {number % 2}")
            self.firms.append(enter(self.officer, firm))
        Company.objects.update(standing=Standing.CLEAR)
        self.published = [self._published(mission) for mission in self.missions]

    def _published(self, mission: Mission) -> Published:
        draft = Draft.objects.create(mission=mission, number=1, mission_revision=1, made_at=now())
        file = keep(self.officer, name="problem", content=b"{}", kind=PHOTO)
        values = {"draft_revision": 1, "mission_revision": 1, "plan": {"meetings": []}}
        made: Published = Published.objects.create(
            mission=mission, number=1, draft=draft, problem=file, published_at=now(), **values
        )
        return made

    def _standing(self) -> list[Company]:
        return [firm for firm in self.firms if self._root(firm.pk) == firm.pk]

    def _root(self, key: UUID) -> UUID:
        for _merge, kept, joined, _moved in self.merges:
            if joined.pk == key:
                return self._root(kept.pk)
        return key

    @rule(at=st.integers(0, 9), mission=st.integers(0, 1))
    def take_part(self, at: int, mission: int) -> None:
        """A firm takes part, has a link, a meeting and an opportunity."""
        firm, code = self._firm(at), f"E{len(self.points):03d}"
        here = self.missions[mission]
        part = Participation.objects.create(mission=here, code=code, company=firm, document={"id": code})
        self.points[part] = firm.pk
        SignedLink.objects.create(
            mission=here, role="exporter", party=code, secret_digest=code, made_at=now(), expires_at=now()
        )
        SignedLink.objects.create(
            mission=here, role="exporter", party=code, scope=Scope.ANSWER, secret_digest=digest_of(f"{mission}{code}"),
            made_at=now(), expires_at=now() + timedelta(days=1000),
        )  # fmt: skip
        InvitedParty.objects.create(mission=here, role="exporter", party=code, invited_at=now(), mails=1)
        Meeting.objects.create(
            published=self.published[mission], mission=here, wish=code, exporter=code, buyer="B1", place="T1",
            start_at=now(), end_at=now() + timedelta(minutes=30),
        )  # fmt: skip
        Opportunity.objects.create(mission=here, firm=code, buyer="B1", document={"id": code}, opened_at=now())

    @rule(at=st.integers(0, 9), entry=st.integers(1, 3), ruling=st.sampled_from(RULINGS))
    def find_hit(self, at: int, entry: int, ruling: str) -> None:
        """A likeness is found and decided about."""
        firm = self._firm(at)
        if Hit.objects.filter(company=firm, entry_id=str(entry)).exists():
            return
        common = {"company": firm, "entry_id": str(entry), "entry_key": str(entry)}
        hit = Hit.objects.create(score=900, document=_HIT, found_at=now(), **common)
        decision = Decision.objects.create(ruling=ruling, by="Officer", decided_at=now(), why="seen", **common)
        self.points |= {hit: firm.pk, decision: firm.pk}
        stand_by_rulings(firm)

    @rule(at=st.integers(0, 9))
    def add_photo(self, at: int) -> None:
        """A firm gets a photo."""
        firm = self._firm(at)
        if firm.photo_id is None:
            firm.photo = keep(self.officer, name="photo", content=b"photo", kind=PHOTO)
            firm.save(update_fields=["photo"])

    def _firm(self, at: int) -> Company:
        standing = self._standing()
        firm = standing[at % len(standing)]
        firm.refresh_from_db()
        return firm

    @precondition(lambda self: len(self._standing()) > 1)
    @rule(first=st.integers(0, 9), second=st.integers(0, 9), city=st.sampled_from(list(FieldSource)))
    def merge(self, first: int, second: int, city: FieldSource) -> None:
        """Two firms become one, unless they were decided differently."""
        kept = self._firm(first)
        joined = next(company for company in (self._firm(second), self._firm(second + 1)) if company.pk != kept.pk)
        here, there = (
            dict(Decision.objects.filter(company=company).values_list("entry_key", "ruling"))
            for company in (kept, joined)
        )
        differ = any(here.get(key, said) != said for key, said in there.items())
        entries = set(Hit.objects.filter(company=kept).values_list("entry_id", flat=True))
        if differ:
            with pytest.raises(Conflict), transaction.atomic():
                merge_companies(self.officer, kept, joined, {"city": city})
            done["refused"] += 1
            return
        made = merge_companies(self.officer, kept, joined, {"city": city})
        moved = {
            row
            for row, firm in self.points.items()
            if firm == joined.pk and not (isinstance(row, Hit | Decision) and row.entry_id in entries)
        }
        self.points |= dict.fromkeys(moved, kept.pk)
        self.merges.append((made, kept, joined, moved))
        done["merged"] += 1
        self.judge()

    @precondition(lambda self: self.merges)
    @rule(at=st.integers(0, 9))
    def part(self, at: int) -> None:
        """A merge is undone, unless a later one of the same company comes first."""
        merge, kept, joined, moved = merged = self.merges[at % len(self.merges)]
        later = self.merges[self.merges.index(merged) + 1 :]
        if any(kept.pk in (other[1].pk, other[2].pk) for other in later):
            with pytest.raises(Conflict):
                undo_merge(self.officer, merge)
            done["kept"] += 1
            return
        undo_merge(self.officer, merge)
        self.points |= dict.fromkeys(moved, joined.pk)
        self.merges.remove(merged)
        done["parted"] += 1
        self.judge()

    def judge(self) -> None:
        """Look at everything after a merge or an undo; who is not decided about counts as cleared."""
        Company.objects.filter(standing=Standing.UNKNOWN).update(standing=Standing.CLEAR)
        self.every_reference_is_where_it_belongs()
        self.the_register_shows_each_company_once()
        self.photos_are_kept()
        self.a_block_stands()
        self.each_mission_knows_who_takes_part_twice()

    def every_reference_is_where_it_belongs(self) -> None:
        """No row is lost, none points elsewhere, and everything that names an id of a mission still reaches a firm."""
        for model in (Participation, Hit, Decision):
            found = dict(model.objects.values_list("pk", "company_id"))
            assert found == {row.pk: firm for row, firm in self.points.items() if isinstance(row, model)}
        parts = {part.code: part.company_id for part in Participation.objects.all()}
        naming: tuple[tuple[Any, str], ...] = (
            (SignedLink.objects.filter(scope=Scope.DAY), "party"),
            (SignedLink.objects.filter(scope=Scope.ANSWER), "party"),
            (Meeting.objects, "exporter"),
            (Opportunity.objects, "firm"),
            (InvitedParty.objects, "party"),
        )
        for named, column in naming:
            assert Counter(named.values_list(column, flat=True)) == Counter(list(parts))
        assert {self._root(key) for key in parts.values()} == set(parts.values())

    def the_register_shows_each_company_once(self) -> None:
        """A merged company is not seen, and whoever asks for it gets the one that stands for it."""
        standing = {company.pk for company in self._standing()}
        assert set(visible(self.officer).values_list("pk", flat=True)) == standing
        for firm in self.firms:
            current = current_company(firm.pk)
            assert current is not None
            assert current.pk == self._root(firm.pk)

    def photos_are_kept(self) -> None:
        """Every photo belongs to one company."""
        photos = list(Company.objects.exclude(photo=None).values_list("photo", flat=True))
        assert len(photos) == len(set(photos)) == StoredFile.objects.filter(name="photo").count()

    def a_block_stands(self) -> None:
        """A company that somebody blocked is blocked, whatever it was merged with."""
        for firm in Company.objects.filter(merged_into=None):
            rulings = set(Decision.objects.filter(company=firm).values_list("ruling", flat=True))
            assert (firm.standing == "blocked") == ("block" in rulings)

    def each_mission_knows_who_takes_part_twice(self) -> None:
        """Two participations of one mission are one company as long as the merge holds; the first of them counts."""
        for mission in self.missions:
            codes: dict[Any, list[str]] = {}
            for row in sorted((row for row in self.points if isinstance(row, Participation)), key=lambda row: row.code):
                if row.mission_id == mission.pk:
                    codes.setdefault(self.points[row], []).append(row.code)
            twice = {company: tuple(group) for company, group in codes.items() if len(group) > 1}
            assert {ids.company.pk: ids.ids for ids in companies_twice(mission)} == twice
            counting = {code: group[0] for group in twice.values() for code in group[1:]}
            assert parties(mission).same == counting
            done["twice"] += bool(twice)
            if twice:
                self.asking_knows_each_company_once(mission, counting)

    def asking_knows_each_company_once(self, mission: Mission, counting: dict[str, str]) -> None:
        """The list of who is asked has one line a company, with the mails to either id; each link answers for it."""
        number, clear = self.missions.index(mission), {"company__standing": Standing.CLEAR, "mission": mission}
        codes = list(Participation.objects.filter(**clear).values_list("code", flat=True))
        mails = {party.who.party: party.invited and party.invited.mails for party in overview(mission).parties}
        assert mails == Counter(counting.get(code, code) for code in codes)
        opened = {code: visitor(f"{number}{code}") for code in codes}
        assert {code: who and who.party for code, who in opened.items()} == {
            code: counting.get(code, code) for code in codes
        }
        done["asked"] += len(codes) > len(mails)


def test_two_hundred_random_merges_and_undos_keep_every_reference_and_count(officer: Actor) -> None:
    done.clear()
    machine = type("OfTheOfficer", (MergedRegister,), {"officer": officer})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=28,
            stateful_step_count=40,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            deadline=None,
            derandomize=True,
        ),
    )
    assert done["merged"] + done["parted"] >= 200
    assert min(done["refused"], done["kept"], done["parted"], done["twice"], done["asked"]) > 0
