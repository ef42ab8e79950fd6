"""What is wrong and what to do about it, as whole sentences; a form speaks of fields where a sheet speaks of cells."""

from __future__ import annotations

from tearoad.text import Param, Text
from tearoad.words.catalogue import Words, has


def as_sentence(hint: Text) -> Text:
    """Return what to do as a sentence: what is expected, such as “a number”, is told to be written."""
    expected = hint.code.rpartition(".")[2].startswith("expect_")
    return Text("sheets.mend_cell", expected=hint) if expected else hint


def form_problem(words: Words, text: Text, hint: Text | None = None) -> str:
    """Return what is wrong and what to do, in the words of a form.

    The same problem may be found in a sheet and in a form. A sheet names the cell and says that the row is kept; where
    that says nothing to who fills in a field, the catalogue `forms` has a sentence of its own under the same name.
    """
    sentences = [of_form(text)] if hint is None else [of_form(text), of_form(as_sentence(hint))]
    return words.language.habits.space.join(map(words, sentences))


def of_form(text: Text) -> Text:
    """Return the text as forms word it; one that they have no words of their own for stays as it is."""
    params: dict[str, Param] = {
        name: of_form(param) if isinstance(param, Text) else param for name, param in text.params
    }
    room, _, name = text.code.partition(".")
    own = f"forms.{name}"
    return Text(own if room == "sheets" and has(own) else text.code, **params)
