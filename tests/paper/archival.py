"""A judge of PDF/A-2b that knows nothing of who made the file: it reads the objects by itself and names what is wrong.

It asks what ISO 19005-2 asks of level B and can be seen in the objects: who the file says it is, colours, fonts, and
all that an archive may not depend on. It reads files with a plain table of objects; in such a file nothing hides from
it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    rb"\s*(?:%[^\r\n]*[\r\n])*\s*(?:(?P<ref>\d+\s+\d+\s+R\b)|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))|(?P<name>/[^\s()<>\[\]{}/%]*)"
    rb"|(?P<mark><<|>>|\[|\])|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<text>\()|(?P<word>[a-zA-Z]+))"
)
_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\s")
_DEVICES = {"/DeviceRGB": b"RGB ", "/DeviceGray": b"GRAY", "/DeviceCMYK": b"CMYK"}
_FORBIDDEN_ACTIONS = {
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans",
    "/GoTo3DView", "/JavaScript", "/GoToR", "/GoToE", "/SubmitForm",
}  # fmt: skip
_FORBIDDEN_KEYS = {
    "/Encrypt",
    "/JS",
    "/AA",
    "/EmbeddedFiles",
    "/AcroForm",
    "/XFA",
    "/F",
    "/FFilter",
    "/OPI",
    "/Ref",
    "/PS",
}
"""Keys that lead out of the file, do something by themselves, or lock it."""


_BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip


class Ref(int):
    """The number of another object."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A dictionary with its content, taken out of its filter."""

    facts: dict[str, Any]
    content: bytes


def faults(content: bytes) -> list[str]:
    """Return what speaks against a file being PDF/A-2b; nothing where nothing does."""
    pdf = _Objects(content)
    return sorted(
        {*_file(content, pdf), *_says_so(pdf), *_colours(pdf), *_fonts(pdf), *_kept_inside(pdf), *_see_through(pdf)}
    )


class _Objects:
    """All objects of a file by number, and its trailer."""

    def __init__(self, content: bytes) -> None:
        self.all: dict[int, Any] = {}
        for found in _OBJECT.finditer(content):
            self.all[int(found[1])] = _object(content, found.end())
        self.trailer: dict[str, Any] = _value(content, content.rindex(b"trailer") + len(b"trailer"))[0]
        self.root: dict[str, Any] = self.facts(self.trailer["/Root"])

    def get(self, value: Any) -> Any:  # noqa: ANN401  # any of a PDF's kinds
        return self.all.get(int(value)) if isinstance(value, Ref) else value

    def facts(self, value: Any) -> dict[str, Any]:  # noqa: ANN401  # any of a PDF's kinds
        found = self.get(value)
        return found.facts if isinstance(found, Stream) else found if isinstance(found, dict) else {}

    def dictionaries(self) -> Iterator[dict[str, Any]]:
        """Yield every dictionary, those inside others too."""
        for stream in (*self.all.values(), self.trailer):
            yield from _inner(stream.facts if isinstance(stream, Stream) else stream)


def _inner(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # any of a PDF's kinds
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _inner(part)
    elif isinstance(value, list):
        for part in value:
            yield from _inner(part)


def _object(content: bytes, at: int) -> Any:  # noqa: ANN401  # any of a PDF's kinds
    value, end = _value(content, at)
    start = re.compile(rb"\s*stream\r?\n").match(content, end)
    if start is None:
        return value
    raw = content[start.end() : start.end() + int(value["/Length"])]
    packed = value.get("/Filter") in ("/FlateDecode", ["/FlateDecode"])
    return Stream(value, zlib.decompress(raw) if packed else raw)


def _value(content: bytes, at: int) -> tuple[Any, int]:
    found = _TOKEN.match(content, at)
    assert found is not None, f"byte {at} is no PDF"
    kind, said, end = found.lastgroup, found[found.lastgroup or 0], found.end()
    if kind == "mark" and said in (b"<<", b"["):
        parts, end = _parts(content, end)
        return (dict(zip(parts[::2], parts[1::2], strict=True)) if said == b"<<" else parts), end
    if kind == "text":
        return _text(content, end)
    if kind == "ref":
        return Ref(said.split()[0]), end
    if kind == "number":
        return float(said), end
    if kind == "hex":
        return bytes.fromhex(re.sub(rb"\s", b"", said[1:-1]).decode().ljust(2, "0")), end
    return said.decode("latin-1"), end


def _parts(content: bytes, at: int) -> tuple[list[Any], int]:
    parts: list[Any] = []
    while True:
        found = _TOKEN.match(content, at)
        assert found is not None, f"byte {at} is no PDF"
        if found.lastgroup == "mark" and found["mark"] in (b">>", b"]"):
            return parts, found.end()
        part, at = _value(content, at)
        parts.append(part)


def _text(content: bytes, at: int) -> tuple[bytes, int]:
    depth, end = 1, at
    while depth:
        sign = content[end : end + 1]
        end += 2 if sign == b"\\" else 1
        depth += {b"(": 1, b")": -1}.get(sign, 0)
    return content[at : end - 1], end


def _file(content: bytes, pdf: _Objects) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7][\r\n]+%[\x80-\xff]{4}", content):
        yield "the head is no PDF 1.x with a binary mark"
    if not pdf.trailer.get("/ID"):
        yield "the file has no ID"
    if not content.rstrip().endswith(b"%%EOF"):
        yield "something stands behind the end"
    if any(
        stream.facts.get("/Filter") in ("/LZWDecode", ["/LZWDecode"])
        for stream in pdf.all.values()
        if isinstance(stream, Stream)
    ):
        yield "LZW is used"


def _says_so(pdf: _Objects) -> Iterator[str]:
    meta = pdf.get(pdf.root.get("/Metadata"))
    if not isinstance(meta, Stream) or meta.facts.get("/Filter"):
        yield "there is no plain XMP"
        return
    for key, wanted in (("part", "2"), ("conformance", "B")):
        found = re.search(rf'pdfaid:{key}(?:>|=["\'])([^<"\']*)', meta.content.decode("utf-8"))
        if found is None or found[1] != wanted:
            yield f"pdfaid:{key} is {found[1] if found else 'missing'}"
    info = pdf.facts(pdf.trailer.get("/Info"))
    if "/Title" in info and b"dc:title" not in meta.content:
        yield "the title stands in the info and not in the XMP"


def _colours(pdf: _Objects) -> Iterator[str]:
    intents = [pdf.facts(intent) for intent in pdf.get(pdf.root.get("/OutputIntents")) or []]
    profiles = [pdf.get(intent.get("/DestOutputProfile")) for intent in intents if intent.get("/S") == "/GTS_PDFA1"]
    if len(profiles) != 1 or not isinstance(profiles[0], Stream):
        yield f"{len(profiles)} intents with a profile of colours"
        return
    icc, space = profiles[0].content, profiles[0].content[16:20]
    if icc[36:40] != b"acsp" or int.from_bytes(icc[:4]) != len(icc):
        yield "the profile is no ICC profile"
    if profiles[0].facts.get("/N") != {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}.get(space):
        yield "the profile has another number of channels than it says"
    named = {part for dictionary in pdf.dictionaries() for part in dictionary.values() if isinstance(part, str)}
    operators = {b"rg": "/DeviceRGB", b"RG": "/DeviceRGB", b"k": "/DeviceCMYK", b"K": "/DeviceCMYK"}
    for content in _drawn(pdf):
        named |= {
            device for word, device in operators.items() if re.search(rb"[\d.]\s+" + word + rb"[\s\r\n]", content)
        }
    for device in sorted(named & {"/DeviceRGB", "/DeviceCMYK"}):
        if _DEVICES[device] != space:
            yield f"{device} is used, and the profile is another"


def _drawn(pdf: _Objects) -> list[bytes]:
    """Return what draws: the contents of pages and of forms."""
    pages = [found for found in pdf.all.values() if isinstance(found, dict) and found.get("/Type") == "/Page"]
    refs = [
        ref
        for page in pages
        for ref in (page["/Contents"] if isinstance(page["/Contents"], list) else [page["/Contents"]])
    ]
    forms = [
        stream for stream in pdf.all.values() if isinstance(stream, Stream) and stream.facts.get("/Subtype") == "/Form"
    ]
    return [stream.content for stream in (*map(pdf.get, refs), *forms) if isinstance(stream, Stream)]


def _fonts(pdf: _Objects) -> Iterator[str]:
    fonts = [found for found in pdf.all.values() if isinstance(found, dict) and found.get("/Type") == "/Font"]
    if not fonts:
        yield "there are no letters"
    for font in fonts:
        name, kind = font.get("/BaseFont", "a font"), font.get("/Subtype")
        if kind in {"/Type0", "/TrueType", "/Type1", "/Type3"} and not isinstance(
            pdf.get(font.get("/ToUnicode")), Stream
        ):
            yield f"{name} does not say its letters"
        if kind == "/Type0":
            yield from _composite(font, name, pdf)
        elif kind in {"/TrueType", "/Type1", "/MMType1"}:
            yield from _embedded(font, name, pdf)


def _composite(font: dict[str, Any], name: str, pdf: _Objects) -> Iterator[str]:
    below = pdf.facts((pdf.get(font["/DescendantFonts"]) or [None])[0])
    if font.get("/Encoding") not in {"/Identity-H", "/Identity-V"}:
        yield f"{name} is encoded by a table outside the file"
    if below.get("/Subtype") == "/CIDFontType2" and not (
        below.get("/CIDToGIDMap") == "/Identity" or isinstance(pdf.get(below.get("/CIDToGIDMap")), Stream)
    ):
        yield f"{name} has no table of its shapes"
    yield from _embedded(below, name, pdf)


def _embedded(font: dict[str, Any], name: str, pdf: _Objects) -> Iterator[str]:
    described = pdf.facts(font.get("/FontDescriptor"))
    held = [pdf.get(described.get(key)) for key in ("/FontFile", "/FontFile2", "/FontFile3")]
    if not any(isinstance(stream, Stream) and stream.content for stream in held):
        yield f"{name} is not in the file"


def _kept_inside(pdf: _Objects) -> Iterator[str]:
    for dictionary in pdf.dictionaries():
        for key in sorted(_FORBIDDEN_KEYS & set(dictionary)):
            if key != "/F" or dictionary.get("/Type") != "/Annot":  # an annotation's /F are its flags
                yield f"{key} is used"
        if dictionary.get("/S") in _FORBIDDEN_ACTIONS:
            yield f"the action {dictionary['/S']} is used"
        if dictionary.get("/Subtype") == "/Link" and int(dictionary.get("/F", 0)) & 0b110111 != 0b100:
            yield "a link is not printed or is hidden"
        if dictionary.get("/Subtype") == "/Image" and dictionary.get("/Interpolate") == "true":
            yield "an image is interpolated"


def _see_through(pdf: _Objects) -> Iterator[str]:
    """A page that is seen through says in which colours it is mixed, or the file's profile says it."""
    has_profile = bool(pdf.get(pdf.root.get("/OutputIntents")))
    for dictionary in pdf.dictionaries():
        clear = any(dictionary.get(key, 1.0) != 1.0 for key in ("/ca", "/CA")) or isinstance(
            pdf.get(dictionary.get("/SMask")), (dict, Stream)
        )
        if clear and not has_profile:
            yield "something is seen through and nothing says in which colours"
        if dictionary.get("/BM", "/Normal") not in _BLENDS:
            yield f"it is mixed by {dictionary['/BM']}"
        group = pdf.facts(dictionary.get("/Group"))
        if group.get("/S") == "/Transparency" and not group.get("/CS") and not has_profile:
            yield "a group has no colours to mix in"
