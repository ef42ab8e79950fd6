"""PDFs as people hand them in, and such as somebody made to do something."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, NameTree, ObjectStreamMode, Pdf, String

Change = Callable[[Pdf], None]


def packed(change: Change | None = None, *, lock: bool = False) -> bytes:
    """Return a PDF of one page whose objects stand in a compressed stream, with a change."""
    made = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        if change is not None:
            change(pdf)
        locked = Encryption(owner="o", user="u") if lock else False
        pdf.save(made, object_stream_mode=ObjectStreamMode.generate, encryption=locked, static_id=not lock)
    return made.getvalue()


PLAIN = packed()


def plain(mark: str) -> bytes:
    """Return a plain PDF that is like no other."""

    def marked(pdf: Pdf) -> None:
        pdf.docinfo[Name.Title] = String(mark)

    return packed(marked)


def script(pdf: Pdf) -> Dictionary:
    return pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def on_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = script(pdf)


SCRIPTED = packed(on_opening)


def drawing(content: bytes) -> Change:
    """Return a change: what the page draws."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(content)

    return change


def action(**entries: Any) -> Change:  # noqa: ANN401  # whatever a PDF holds
    """Return a change: a link on the page that acts."""

    def change(pdf: Pdf) -> None:
        acting = pdf.make_indirect(Dictionary(**entries))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=acting)
        pdf.pages[0].Annots = Array([pdf.make_indirect(link)])

    return change


def note(**entries: Any) -> Change:  # noqa: ANN401  # whatever a PDF holds
    """Return a change: something on the page."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **entries))])

    return change


def kind_by_reference(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=pdf.make_indirect(Name.JavaScript), JS=pdf.make_stream(b"app.alert(1)"))


def on_a_page(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=script(pdf))


def in_a_field(pdf: Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=script(pdf)))
    pdf.Root.AcroForm = Dictionary(Fields=[pdf.make_indirect(field)])


def by_name(pdf: Pdf) -> None:
    tree = NameTree.new(pdf)
    tree["a"] = script(pdf)
    pdf.Root.Names = Dictionary(JavaScript=tree.obj)


def form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=[], XFA=pdf.make_stream(b"<xdp/>"))


def attached(pdf: Pdf) -> None:
    pdf.attachments["a.exe"] = AttachedFileSpec(pdf, b"MZ", filename="a.exe")


def carried(pdf: Pdf) -> None:
    """As an archive paper carries its table: PDF/A-3."""
    pdf.Root.AF = Array([AttachedFileSpec(pdf, b"a;b", filename="a.csv").obj])


def elsewhere(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"", F=String("\\\\host\\share\\x"))


def everyday(pdf: Pdf) -> None:
    """Links to the web and to a page, a page shown at opening, names that only look like others."""
    page = pdf.pages[0]
    page.Annots = Array([
        pdf.make_indirect(Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.com/")))),
        pdf.make_indirect(Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit])))),
        pdf.make_indirect(Dictionary(Subtype=Name.Text, Contents=String("Launch"))),
    ])  # fmt: skip
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit]))
    fonts = {f"/{name}": pdf.make_indirect(Dictionary(Type=Name.Font)) for name in ("AA", "JS", "EF", "F")}
    page.Resources = Dictionary(Font=Dictionary(fonts))
    pdf.docinfo[Name.Title] = String("JavaScript, Launch and all that")


def of_objects(*objects: bytes) -> bytes:
    """Return a PDF with these objects as they are, the first of them the catalogue; its list is in order."""
    made, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return bytes(made) + head + listed + end


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"


def with_stream(head: bytes, content: bytes) -> bytes:
    """Return a PDF that also holds a stream which its list knows and nothing refers to."""
    stream = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)
    return of_objects(CATALOGUE % b"", PAGES, PAGE, stream)


OBJECTS = b"7 0 << /S /JavaScript /JS (app.alert(1)) >>"
UNLISTED = with_stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zlib.compress(OBJECTS))
"""A reader that mends a file finds these objects, which no list names."""
UNNAMED = with_stream(b"/N 1 /First 4 /Filter /FlateDecode", zlib.compress(OBJECTS))
SPELLED = with_stream(b"/Type /Obj#53tm /N 1 /First 4 /Filter /ASCIIHexDecode", OBJECTS.hex().encode() + b">")
RARE = with_stream(b"/Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode", OBJECTS.hex().encode() + b">")
ESCAPED = with_stream(
    b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zlib.compress(OBJECTS.replace(b"JavaS", b"J#61vaS"))
)
TWICE = with_stream(
    b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zlib.compress(b"7 0 << /S /JavaScript /S /GoTo >>")
)
TYPED_ELSEWHERE = with_stream(b"/Type 8 0 R /N 1 /First 4 /Filter /FlateDecode", zlib.compress(OBJECTS)[:-4])
"""Its end is cut off, which some readers do not mind."""
_ROWS = zlib.compress(b"".join(b"\0" + OBJECTS[at : at + 8] for at in range(0, len(OBJECTS), 8)))
PREDICTED = with_stream(
    b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 8 >>", _ROWS
)
PREDICTED_ELSEWHERE = with_stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /D#50 9 0 R", _ROWS)
PREDICTED_UNSEEN = with_stream(
    b"/DecodeParms << /Predictor 12 /Columns 8 >> /X (stream\n) /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", _ROWS
)
"""What says so stands before something that looks like the beginning of the stream."""
NOT_PREDICTED = with_stream(
    b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms [ null ]", zlib.compress(b"7 0 << /S /GoTo >>")
)
LATER = SCRIPTED + PLAIN
"""A whole other file behind the first."""


def bomb() -> bytes:
    """Return a small file that holds a very large list of objects."""
    return with_stream(
        b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", zlib.compress(b"7 0 " + bytes(110_000_000), 1)
    )


def numbers() -> bytes:
    """Return a PDF of 93 kB whose list of objects is one name of 95 MB, each letter of it a number."""
    listed = zlib.compress(b"5 0 << /" + b"#41" * 31_000_000 + b" >>", 9)
    return with_stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", listed)


def of_places(entries: int) -> bytes:
    """Return a small file with a list of places that is as long as one likes."""
    return with_stream(b"/Type /XRef /W [1 1 1] /Filter /FlateDecode", zlib.compress(bytes(3 * entries), 1))


def half_lists(times: int) -> bytes:
    """Return a PDF with many packed lists of objects that break off: each is unpacked for nothing."""
    begun = zlib.compressobj(1)
    packed_list = begun.compress(b"7 0 << " + b" " * 1_000_000) + begun.flush(zlib.Z_FULL_FLUSH) + b"\xff" * 9
    head = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(packed_list), packed_list)
    return of_objects(CATALOGUE % b"", PAGES, PAGE, *[head] * times)


def shows_page(**then: Any) -> Dictionary:  # noqa: ANN401  # whatever a PDF holds
    """Return an action that shows a page, and what follows it."""
    return Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), **then)


def calls_home() -> Dictionary:
    return Dictionary(S=Name.URI, URI=String("https://example.com/"))


def opens(make: Callable[[Pdf], Any]) -> Change:
    """Return a change: what happens when the file is opened."""

    def change(pdf: Pdf) -> None:
        pdf.Root.OpenAction = make(pdf)

    return change


def turns(make: Callable[[Pdf], Any]) -> Change:
    """Return a change: what happens when the page is shown."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].AA = Dictionary(O=make(pdf))

    return change


def related(pdf: Pdf) -> None:
    """As a file elsewhere may have others beside it, which stand in this one."""
    beside = Dictionary(F=Array([String("a.exe"), pdf.make_stream(b"MZ")]))
    pdf.Root.AF = Array([Dictionary(Type=Name.Filespec, F=String("a.txt"), RF=beside)])


def _ring(pdf: Pdf, last: Dictionary) -> Dictionary:
    """Return two actions each of which follows the other, and what follows beside."""
    first, second = pdf.make_indirect(shows_page()), pdf.make_indirect(shows_page())
    first.Next, second.Next = second, Array([first, last])
    return first


def ring_that_calls(pdf: Pdf) -> Dictionary:
    return _ring(pdf, calls_home())


def ring_that_shows(pdf: Pdf) -> Dictionary:
    return _ring(pdf, shows_page())


def chain(pdf: Pdf) -> Dictionary:
    """Return a very long row of actions."""
    last = pdf.make_indirect(shows_page())
    for _ in range(200):
        last = pdf.make_indirect(shows_page(Next=last))
    return last


DEEP = of_objects(CATALOGUE % (b"/X " + b"[" * 200_000 + b"]" * 200_000), PAGES, PAGE)
NO_PAGES = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
