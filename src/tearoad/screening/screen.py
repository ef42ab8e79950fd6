"""Compare every party with every list, and apply what people decided.

A hit is a question to a person, never an answer: the program holds a party back until someone rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tearoad.companies import Buyer, Exporter, all_contacts
from tearoad.names import FirmName, LegalForm, fold, parse_firm
from tearoad.reference import country_code
from tearoad.screening.entry_index import EntryIndex, Likeness
from tearoad.screening.verdict import Decision, Hit, ListEntry, Ruling, Status, Verdict
from tearoad.text import Text
from tearoad.values import CountryCode, PartyId

PERSON_LEAST = 870
"""From so many points (of 1000) a person's name is a hit; tuned on one half of labelled pairs: `lab/benchmarks`."""
FIRM_LEAST = 850
"""The same for a firm's name."""
WEAK_LEAST = 970
"""For names that the list itself calls weak: only the same name, however spelled."""
FIRM_ELSEWHERE_LEAST = 930
"""For a firm whose country is known and is none of the entry's."""
_STRICTEST = (Ruling.CLEAR, Ruling.HOLD, Ruling.BLOCK)


def screen(
    companies: Sequence[Exporter | Buyer], entries: Sequence[ListEntry], decisions: Sequence[Decision]
) -> tuple[Verdict, ...]:
    """Return one verdict a company, in the order given.

    A firm is compared by every spelling of its name, a sole trader's and every contact's name with persons, a
    registration number with the entries' numbers. Hits are sorted by score, one an entry. Deterministic; time is
    linear in names, plus what each party's names have in common with the lists.
    """
    index = EntryIndex(entries)
    ruled: dict[PartyId, list[Decision]] = {}
    for decision in decisions:
        ruled.setdefault(decision.party, []).append(decision)
    return tuple(decide(company.id, hits(company, index), ruled.get(company.id, [])) for company in companies)


def hits(company: Exporter | Buyer, index: EntryIndex) -> tuple[Hit, ...]:
    """Return what in the lists is like this company, one hit an entry, the best first."""
    country = company.country if isinstance(company, Buyer) else None
    best: dict[str, Hit] = {}
    for hit in (
        *_number_hits(company, index),
        *_firm_hits(company.name, country, index),
        *_person_hits(company, index),
    ):
        if hit.entry.id not in best or hit.score > best[hit.entry.id].score:
            best[hit.entry.id] = hit
    return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.entry.id)))


def _number_hits(company: Exporter | Buyer, index: EntryIndex) -> Iterator[Hit]:
    ours = company.registration_number
    for entry, theirs in index.with_number(ours) if ours else ():
        yield Hit(entry, ours, theirs, 1000, (Text("screening.number_equal", ours=ours, theirs=theirs),))


def _firm_hits(name: FirmName, country: CountryCode | None, index: EntryIndex) -> Iterator[Hit]:
    for written in name.written:
        for likeness in index.firms_like(written, FIRM_LEAST):
            where = _country_evidence(country, likeness.entry)
            elsewhere = any(text.code == "screening.country_differs" for text in where)
            if likeness.score.value >= _least(likeness, FIRM_ELSEWHERE_LEAST if elsewhere else FIRM_LEAST):
                yield _hit(likeness, written, where)


def _person_hits(company: Exporter | Buyer, index: EntryIndex) -> Iterator[Hit]:
    country = company.country if isinstance(company, Buyer) else None
    for written in dict.fromkeys((*_people_of(company), *_sole_traders(company.name))):
        for likeness in index.persons_like(written, PERSON_LEAST):
            if likeness.score.value >= _least(likeness, PERSON_LEAST):
                yield _hit(likeness, written, _country_evidence(country, likeness.entry))


def _people_of(company: Exporter | Buyer) -> Iterator[str]:
    """Every contact by every spelling of their name."""
    for contact in all_contacts(company):
        yield from contact.person.written


def _sole_traders(name: FirmName) -> Iterator[str]:
    """A sole trader's firm is called by the trader's own name."""
    for written in name.written:
        parsed = parse_firm(written)
        if parsed.form is LegalForm.SOLE_TRADER and parsed.readings:
            yield written


def _least(likeness: Likeness, least: int) -> int:
    return max(least, WEAK_LEAST) if likeness.weak else least


def _hit(likeness: Likeness, ours: str, where: tuple[Text, ...]) -> Hit:
    weak = (Text("screening.weak_name"),) if likeness.weak else ()
    evidence = (*(reason.text for reason in likeness.score.reasons), *weak, *where)
    return Hit(likeness.entry, ours, likeness.theirs, likeness.score.value, evidence)


def _country_evidence(ours: CountryCode | None, entry: ListEntry) -> tuple[Text, ...]:
    theirs = tuple(code for code in map(country_code, entry.countries) if code is not None)
    if ours is None or not theirs:
        return ()
    if ours in theirs:
        return (Text("screening.country_agrees", country=str(ours)),)
    listed = ", ".join(dict.fromkeys(map(str, theirs)))
    return (Text("screening.country_differs", ours=str(ours), theirs=listed),)


def decide(party: PartyId, found: tuple[Hit, ...], decisions: Sequence[Decision]) -> Verdict:
    """Apply people's rulings to a party's hits.

    A ruling holds for its entry only. Of several on one entry the latest counts, of equally late ones the strictest. A
    hold or block stands even where the program itself sees no hit (any more): a person knew why.
    """
    rulings: dict[str, Decision] = {}
    for decision in sorted(decisions, key=_weight):
        rulings[same_entry(decision.entry_id)] = decision
    made = {decision.ruling for decision in rulings.values()}
    open_hits = [hit for hit in found if same_entry(hit.entry.id) not in rulings]
    if Ruling.BLOCK in made:
        status = Status.BLOCKED
    elif Ruling.HOLD in made:
        status = Status.HELD
    elif open_hits:
        status = Status.UNDECIDED
    else:
        status = Status.CLEARED if found else Status.NO_HIT
    return Verdict(party, status, found, tuple(rulings.values()))


def _weight(decision: Decision) -> tuple[int, int]:
    day = decision.decided_on.toordinal() if decision.decided_on else 0
    return (day, _STRICTEST.index(decision.ruling))


def same_entry(entry_id: str) -> str:
    """Return an entry's id as decisions may write it: `ofac 36` and `OFAC-36` are one."""
    return fold(entry_id).replace(" ", "")
