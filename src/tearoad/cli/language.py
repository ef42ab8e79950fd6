"""In which language the command line speaks, click's own words included."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import click

from tearoad.text import Text
from tearoad.values import BY_CODE, Language
from tearoad.words import Words

CLICK_WORDS = {
    "Usage:": "cli.click_usage",
    "Options": "cli.click_options",
    "Positional arguments": "cli.click_arguments",
    "Commands": "cli.click_commands",
    "Error: {message}": "cli.click_error",
    "Try '{command} {option}' for help.": "cli.click_try",
    "No such option {name!r}.": "cli.click_no_option",
    "No such command {name!r}.": "cli.click_no_command",
    "Missing argument": "cli.click_missing_argument",
    "Missing option": "cli.click_missing_option",
    "Missing command.": "cli.click_missing_command",
    "Invalid value: {message}": "cli.click_invalid",
    "Invalid value for {param_hint}: {message}": "cli.click_invalid_for",
    "{value!r} is not a valid {number_type}.": "cli.click_not_a_number",
    "{value} is not in the range {range}.": "cli.click_range",
    "Option {name!r} requires an argument.": "cli.click_needs_argument",
    "Option {name!r} does not take a value.": "cli.click_no_value",
    "Got unexpected extra argument ({args})": "cli.click_extra",
    "Got unexpected extra arguments ({args})": "cli.click_extra",
    "{value!r} is not one of {choices}.": "cli.click_not_a_choice",
    "Did you mean {possibility}?": "cli.click_did_you_mean",
    "required": "cli.click_required",
    "default: {default}": "cli.click_default",
}
"""Click's sentences that a user of Tea Road can meet, with our code for each."""


def choose_language(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Language:
    """Return the language asked for by `--language`, `TEAROAD_LANGUAGE`, or the system's locale; else English."""
    known = os.environ if environment is None else environment
    said = list(arguments)
    candidates = [said[i + 1] for i, word in enumerate(said[:-1]) if word == "--language"]
    candidates += [word.partition("=")[2] for word in said if word.startswith("--language=")]
    candidates += [known.get(name, "") for name in ("TEAROAD_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    return next((BY_CODE[word[:2].lower()] for word in candidates if word[:2].lower() in BY_CODE), Language.EN)


def unsupported_language() -> str:
    """Return what `TEAROAD_LANGUAGE` asks for where that is not a supported language; else an empty text."""
    wanted = os.environ.get("TEAROAD_LANGUAGE", "")
    return "" if wanted[:2].lower() in BY_CODE else wanted


def speak_click(words: Words) -> None:
    """Let click say its own sentences in our words.

    Click looks each of its sentences up through a module-level `_` and `ngettext`; there is no other door.
    """

    def translate(message: str) -> str:
        code = CLICK_WORDS.get(message)
        return message if code is None else words.template(Text(code))

    def translate_plural(text: str, many: str, count: int) -> str:
        return translate(text if count == 1 else many)

    def describe(bounds: click.IntRange | click.FloatRange) -> str:
        least, most = (f"{end:.10g}" if end is not None else None for end in (bounds.min, bounds.max))
        return words(
            Text("cli.click_from_on" if most is None else "cli.click_from_to", least=least or "", most=most or "")
        )

    for kind in (click.IntRange, click.FloatRange):
        setattr(kind, "_describe_range", describe)  # noqa: B010  # a method that is the class's own to mypy
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        vars(module).update(
            {name: put for name, put in (("_", translate), ("ngettext", translate_plural)) if name in vars(module)}
        )
