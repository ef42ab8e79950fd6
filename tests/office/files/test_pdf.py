from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from pikepdf import Array, Dictionary, Name, Pdf, String

from tearoad.office.files import pdf_inside
from tearoad.office.files.judging import Flaw, flaw_of
from tearoad.office.files.pdf import inside
from tearoad.office.files.pdf_inside import Inside, active_contents
from tearoad.office.files.sniffing import PDF
from tests.office.files import pdfs


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (pdfs.on_opening, Flaw.SCRIPT),
        (pdfs.kind_by_reference, Flaw.SCRIPT),
        (pdfs.on_a_page, Flaw.SCRIPT),
        (pdfs.in_a_field, Flaw.SCRIPT),
        (pdfs.by_name, Flaw.SCRIPT),
        (pdfs.action(S=Name.JavaScript, JS=String("x")), Flaw.SCRIPT),
        (pdfs.action(S=Name.Launch, F=String("cmd.exe")), Flaw.LAUNCH),
        (pdfs.action(S=Name.SubmitForm, F=String("https://example.com/")), Flaw.LAUNCH),
        (pdfs.action(S=Name.ImportData, F=String("a.fdf")), Flaw.LAUNCH),
        (pdfs.action(S=Name.GoToR, F=String(r"\\host\a.pdf")), Flaw.LAUNCH),
        (pdfs.action(S=Name.URI, URI=String("file:///etc/passwd")), Flaw.LAUNCH),
        (pdfs.action(S=Name.URI, URI=String(" JavaScript:alert(1)")), Flaw.LAUNCH),
        (pdfs.elsewhere, Flaw.LAUNCH),
        (pdfs.action(S=Name.GoToE, T=Dictionary(R=Name.C)), Flaw.EMBEDDED),
        (pdfs.attached, Flaw.EMBEDDED),
        (pdfs.carried, Flaw.EMBEDDED),
        (pdfs.note(Subtype=Name.FileAttachment), Flaw.EMBEDDED),
        (pdfs.note(Subtype=Name.RichMedia), Flaw.MEDIA),
        (pdfs.note(Subtype=Name.Movie), Flaw.MEDIA),
        (pdfs.action(S=Name.Rendition), Flaw.MEDIA),
        (pdfs.form, Flaw.FORM),
    ],
)
def test_what_acts_in_a_packed_list_of_objects_is_found(change: pdfs.Change, flaw: Flaw) -> None:
    content = pdfs.packed(change)
    assert b"/S" not in content.replace(b"/Size", b"")  # it is hidden indeed
    assert active_contents(content) == flaw.value


def test_what_happens_when_a_file_is_opened_is_refused_and_a_page_that_is_shown_is_not() -> None:
    def opens_an_address(pdf: Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.URI, URI=String("https://example.com/"))

    assert active_contents(pdfs.packed(opens_an_address)) == Inside.LAUNCH
    assert active_contents(pdfs.packed(pdfs.everyday)) is None


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (pdfs.UNLISTED, Inside.SCRIPT),
        (pdfs.UNNAMED, Inside.SCRIPT),
        (pdfs.ESCAPED, Inside.SCRIPT),
        (pdfs.TWICE, Inside.SCRIPT),
        (pdfs.LATER, Inside.SCRIPT),
        (pdfs.TYPED_ELSEWHERE, Inside.SCRIPT),
        (pdfs.PREDICTED, Inside.BROKEN),
        (pdfs.PREDICTED_ELSEWHERE, Inside.BROKEN),
        (pdfs.PREDICTED_UNSEEN, Inside.BROKEN),
        (pdfs.NOT_PREDICTED, None),
        (pdfs.RARE, Inside.BROKEN),
        (pdfs.SPELLED, Inside.BROKEN),
        (pdfs.NO_PAGES, Inside.BROKEN),
        (b"%PDF-1.7 and nothing\n%%EOF\n", Inside.BROKEN),
        (pdfs.PLAIN[:200], Inside.BROKEN),
        (pdfs.packed(lock=True), Inside.LOCKED),
    ],
)
def test_what_only_another_reader_would_find_is_found_too(content: bytes, found: Inside | None) -> None:
    assert active_contents(content) == found


def test_what_would_take_too_much_is_refused_and_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert inside(pdfs.bomb()) == Inside.TOO_MUCH
    assert inside(pdfs.DEEP) == Inside.BROKEN
    monkeypatch.setattr(pdf_inside, "MOST_OBJECTS", 3)
    assert active_contents(pdfs.packed(pdfs.everyday)) == Inside.TOO_MUCH


def test_limits_are_held_by_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, spends in (("memory", "bytes(2 << 30)"), ("time", "exec('while True: pass')")):
        code = "from tearoad.office.files import pdf_inside as p; p.MOST_SECONDS = 1"
        code += f"; p.active_contents = lambda _: {spends}"
        program = tmp_path / name
        program.write_text(
            f"#!{sys.executable}\n{code}\ntry:\n    p.main()\nexcept MemoryError:\n    print(end='too_much')"
        )
        program.chmod(0o700)
        monkeypatch.setattr("sys.executable", str(program))
        assert inside(pdfs.PLAIN) == Inside.TOO_MUCH
        monkeypatch.undo()


def test_honest_papers_are_taken() -> None:
    source = b'#set document(title: "JavaScript")\n= Tea\n#link("https://example.com")[a] @x\n== Two <x>\n'
    source = b'#set heading(numbering: "1.")\n' + source
    for standard in ("1.7", "2.0", "a-2b", "a-4"):
        made = typst.compile(source, format="pdf", pdf_standards=standard)
        assert flaw_of("a.pdf", made, {PDF}) is None
    assert flaw_of("a.pdf", pdfs.PLAIN, {PDF}) is None


def test_a_page_that_shows_the_word_for_a_script_is_taken() -> None:
    shown = zlib.compress(b"0 0 m BT (see /JavaScript in the manual) Tj ET")
    assert active_contents(pdfs.with_stream(b"/Filter /FlateDecode", shown)) is None


def test_who_looks_inside_knows_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spy = tmp_path / "python"
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path}/seen\n")
    spy.chmod(0o700)
    monkeypatch.setenv("TEAROAD_SECRET_KEY", "never-to-be-seen")
    monkeypatch.setattr("sys.executable", str(spy))
    assert inside(pdfs.PLAIN) is None
    assert "never-to-be-seen" in os.environ.values()
    assert "never-to-be-seen" not in (tmp_path / "seen").read_text()


def test_a_program_that_cannot_run_lets_nothing_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(RuntimeError):
        inside(pdfs.PLAIN)


def test_remarks_and_numbers_are_read_in_time_that_grows_with_their_length() -> None:
    """Twenty-four remarks in one line took thirteen seconds, each more of them twice as long."""
    assert active_contents(pdfs.packed(pdfs.drawing(b"% " * 50_000))) is None


@pytest.mark.parametrize(
    "address",
    [
        "java\tscript:alert(1)", " \x01javascript:alert(1)", "\\\\host\\share", "//host/share",
        "ms-msdt:/id PCWDiagnostic", "search-ms:query=x&crumb=location:\\\\host\\share", "MS-Word:ofe|u|https://example.com/",
        "javascript:1/alert(1)", "C:\\cmd.exe", "\u200bjavascript:alert(1)", "ftp://example.com/",
    ],
)  # fmt: skip
def test_an_address_is_judged_as_a_reader_takes_it(address: str) -> None:
    assert active_contents(pdfs.packed(pdfs.action(S=Name.URI, URI=String(address)))) == Inside.LAUNCH


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a:b", "HTTP://example.com:8080/", "mailto:li@example.com", "tel:+86-10-1234", "#below",
        "www.example.com", "www.example.com:8080/a", "price list.html?at=9:00", "",
    ],
)  # fmt: skip
def test_a_link_to_the_web_a_mailbox_or_a_telephone_is_taken(address: str) -> None:
    assert active_contents(pdfs.packed(pdfs.action(S=Name.URI, URI=String(address)))) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda _: pdfs.shows_page(Next=pdfs.calls_home()),
        lambda _: pdfs.shows_page(Next=Array([pdfs.shows_page(), pdfs.calls_home()])),
        lambda _: pdfs.shows_page(Next=pdfs.shows_page(Next=Array([pdfs.calls_home()]))),
        lambda pdf: pdf.make_indirect(
            pdfs.shows_page(Next=pdf.make_indirect(Array([pdf.make_indirect(pdfs.calls_home())])))
        ),
        lambda _: Dictionary(URI=String("https://example.com/")),
        pdfs.ring_that_calls,
    ],
)
@pytest.mark.parametrize("when", [pdfs.opens, pdfs.turns])
def test_what_follows_an_action_that_begins_by_itself_is_judged_as_that_is(
    make: Callable[[Pdf], Dictionary], when: Callable[[Callable[[Pdf], Dictionary]], pdfs.Change]
) -> None:
    assert active_contents(pdfs.packed(when(make))) == Inside.LAUNCH


@pytest.mark.parametrize("when", [pdfs.opens, pdfs.turns])
def test_pages_that_are_shown_one_after_the_other_are_taken_and_a_ring_of_them_ends(
    when: Callable[[Callable[[Pdf], Dictionary]], pdfs.Change],
) -> None:
    assert active_contents(pdfs.packed(when(pdfs.ring_that_shows))) is None
    assert active_contents(pdfs.packed(when(lambda _: Dictionary(D=Array([0, Name.Fit]))))) is None
    assert active_contents(pdfs.packed(when(pdfs.chain))) == Inside.TOO_MUCH


def test_files_beside_one_that_is_elsewhere_are_found() -> None:
    assert active_contents(pdfs.packed(pdfs.related)) == Inside.EMBEDDED


def test_a_small_file_that_unpacks_to_a_very_large_list_is_refused_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """93 kB of numbers took twenty seconds of the processor, and nobody else could hand in anything meanwhile."""
    read: list[int] = []
    monkeypatch.setattr(pdf_inside, "_spelled", lambda content: read.append(len(content)))
    content = pdfs.numbers()
    assert (len(content) < 100_000, active_contents(content), read) == (True, Inside.TOO_MUCH, [len(content)])
    for many in (pdfs.of_places(2_000_000), pdfs.half_lists(5)):
        assert active_contents(many) == Inside.TOO_MUCH
        read.clear()


def test_numbers_are_read_as_letters_without_a_call_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []
    plain = pdf_inside._plain  # noqa: SLF001  # the call in question

    def count(name: bytes) -> bytes:
        read.append(name)
        return plain(name)

    monkeypatch.setattr(pdf_inside, "_plain", count)
    listed = zlib.compress(b"5 0 << /" + b"#41" * 1000 + b" /#4aav#61Scrip#74 >>")
    content = pdfs.with_stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", listed)
    assert (active_contents(content), read) == (Inside.SCRIPT, [b"#4aav#61Scrip#74"])


def test_more_streams_than_a_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_inside, "MOST_STREAMS", 1)
    assert active_contents(pdfs.packed(pdfs.drawing(b"0 0 m"))) == Inside.TOO_MUCH


def test_who_looks_inside_lets_others_go_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spy = tmp_path / "python"
    code = "from tearoad.office.files import pdf_inside as p; import os; before = os.nice(0)"
    look = "p.active_contents = lambda _: 'too_much' if os.nice(0) == min(19, before + p.NICE) else None"
    spy.write_text(f"#!{sys.executable}\n{code}\n{look}\np.main()\n")
    spy.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(spy))
    assert inside(pdfs.PLAIN) == Inside.TOO_MUCH


def test_what_addresses_begin_with_is_judged_too() -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.URI = Dictionary(Base=String("javascript:"))

    assert active_contents(pdfs.packed(change)) == Inside.LAUNCH
