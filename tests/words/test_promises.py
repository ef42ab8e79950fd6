"""What pages and letters promise to people, each compared with what the program does.

`promises.txt` names each promise, a digest of its sentences in three languages, and the test (or the place in the code)
that shows that it is kept. Whoever changes a sentence compares it anew and writes the new digest down.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import polib
import pytest

from tearoad.values import Language
from tearoad.words.catalogue import LOCALES

_LANGUAGES = (Language.EN, Language.ZH, Language.RU)
ROOT = Path(__file__).parents[2]
PROMISES = tuple(line.split() for line in (Path(__file__).parent / "promises.txt").read_text("utf-8").splitlines())
COOKIES = {
    "src/tearoad/web/pages/choices.py": "language and appearance",
    "src/tearoad/mission/web/middleware.py": "a link was opened",
    "src/tearoad/capture/web/views/phone.py": "a link was opened",
    "src/tearoad/call/web/actions/refusals.py": "an application was confirmed",
    "src/tearoad/people/web/actions/browsers.py": "somebody signed in here before",
}
"""By file that sets a cookie of its own, what it is for: all of them stand on the page of privacy."""


@cache
def _sentences(room: str, language: Language) -> Mapping[str, tuple[str, ...]]:
    entries = polib.pofile(str(LOCALES / language.folder / f"{room}.po"))
    return {entry.msgid: tuple((entry.msgstr_plural or {0: entry.msgstr}).values()) for entry in entries}


def digest_of(promise: str) -> str:
    """Return the digest of a promise's sentences in three languages; empty where one of them is missing."""
    said = [_sentences(promise.partition(".")[0], language).get(promise, ()) for language in _LANGUAGES]
    return sha256(repr(said).encode()).hexdigest()[:12] if all(map(any, said)) else ""


@cache
def _names_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef))


def test_at_least_sixty_promises_are_compared_each_once() -> None:
    ids = [promise for promise, _digest, _proof in PROMISES]
    assert (len(ids) >= 60, len(set(ids))) == (True, len(ids))


@pytest.mark.parametrize(("promise", "digest", "proof"), PROMISES, ids=[promise for promise, *_rest in PROMISES])
def test_a_promise_says_what_was_compared_and_its_proof_is_there(promise: str, digest: str, proof: str) -> None:
    now, (file, _, name) = digest_of(promise), proof.partition("::")
    assert now, f"{promise} has no sentence in one of the languages"
    assert digest == now, f"{promise} was changed: compare it with {proof}, then write {now} into promises.txt"
    assert name in _names_in(ROOT / file), f"{proof} is gone: what shows that {promise} is true?"


def test_every_cookie_is_one_that_the_page_of_privacy_names() -> None:
    sets = re.compile(r"\.set_cookie\(")
    every = (ROOT / "src").rglob("*.py")
    found = {str(path.relative_to(ROOT)) for path in every if sets.search(path.read_text("utf-8"))}
    assert found == set(COOKIES)
