"""What a second form of a firm says beside the one that counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tearoad.call import Application, Call
from tearoad.text import Text
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that both forms may say, ready to be read."""

    label: str
    counts: str
    sent: str

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return self.counts != self.sent


def compared(words: Words, call: Call, counts: Application, sent: Application) -> tuple[Compared, ...]:
    """Return what both say, line by line, in the order of the form; what neither says is left out."""
    answers, sent_answers = dict(_answers_in_words(words, call, counts)), dict(_answers_in_words(words, call, sent))
    pairs = (Compared(label, said, sent_answers[label]) for label, said in answers.items())
    return tuple(pair for pair in pairs if pair.counts or pair.sent)


def _answers_in_words(words: Words, call: Call, application: Application) -> Iterator[tuple[str, str]]:
    person = application.contact
    plain = {
        "name_native": application.name.native,
        "name_latin": application.name.latin,
        "name_local": application.name.local,
        "registration_number": application.registration_number,
        "city": application.city,
        "ownership": words(Text(f"apply_pages.ownership_{application.ownership}")),
        "size": words(Text(f"apply_pages.size_{application.size}")),
        "certificates": "\n".join(
            " · ".join(filter(None, (paper.kind, paper.number, f"{paper.expires_on or ''}")))
            for paper in application.certificates
        ),
        "person_native": person.person.native,
        "person_latin": person.person.latin,
        "title": " · ".join(person.title.written),
        "email": person.email,
        "phone": person.phone,
        "messenger": person.messenger,
        "languages": ", ".join(application.languages),
        "about": application.about,
    }
    goods = "\n".join(
        " · ".join((*product.name.written, str(product.hs or ""))).strip(" ·") for product in application.products
    )
    for name, said in plain.items():
        if name == "certificates":
            yield words(Text("call_pages.goods")), goods
        yield words(Text(f"apply_pages.field_{name}")), said
    for question in call.questions:
        yield question.label.in_language(words.language), answer_in_words(words, call, application, question.id)


def answer_in_words(words: Words, call: Call, application: Application, question_id: str) -> str:
    """Return what was answered, in the reader's language where it was chosen from a list."""
    said = application.answer(question_id)
    options = next((question.options for question in call.questions if question.id == question_id), ())
    label = next((option.label for option in options if option.id == said), None)
    if label is not None:
        return label.in_language(words.language)
    return words(Text(f"apply_pages.{said}")) if said in {"yes", "no"} else said
