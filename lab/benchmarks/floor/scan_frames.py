"""Codes of made-up badges and cards, as a phone's camera sees them, read by the page's own scanner in a real Chromium.

Each frame is one still of one code, held before the browser's camera for two thirds of a second, and once more for two
seconds where it was not read: so long a person holds a phone (who moves it meanwhile, which is easier than a still).
It counts as read when the scanner hands out its text letter by letter. A machine that is busy with other things looks
less often in that time, and reads less.

What a frame goes through, each drawn evenly from its range (1280 x 720 pixels, seeded):

- code: QR of vCard 3, vCard 4 and MECARD with Chinese, Russian and English names, and of badge numbers; error
  correction L, M or Q, and the version that this takes; light on dark in one of twenty;
- size: the code is 45 to 85 % of the frame's height wide, less where turned it would not fit;
- turn: any direction in the plane, tilt to 35 degrees about an axis in it, with perspective as from 2.5 code widths;
- blur: out of focus by 0 to 0.35 of a module (standard deviation), moved by 0 to 0.5 of a module in one direction;
- light: 20 to 100 % of full light, falling off to half of it over the frame; a reflection on one of six;
- sensor: noise of 2 to 12 of 255 in each pixel, more where there is less light; JPEG of quality 60 to 90;
- film: Chromium takes a film's full range of brightness for the narrow one of television, so that the darkest 16 of 255
  become black and the lightest 20 white. A dark code loses most of what it differs by from its ground.

The last line is JSON: frames, read, share, parsed (share of the cards read whose name, phone and e-mail the page fills
in as they were written), by kind of code.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import segno
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page, sync_playwright

import tearoad
from tests.browser import executable

PACKAGE = Path(tearoad.__file__).parent
STATIC = (PACKAGE / "capture/web/static", PACKAGE / "web/static")
CHROMIUM = executable()
WIDTH, HEIGHT = 1280, 720
FILM_FPS = 30
"""Chromium plays films of JPEGs so fast."""
HELD, LONGER = 20, 60
"""So many of its frames each look is held: two thirds of a second; two seconds the second time."""
A_FILM = 50
STARTS_S = 1.5

PEOPLE = (
    ("李明", "李", "明", "示例茶业有限公司（虚构）", "采购经理", "北京"),
    ("欧阳秀英", "欧阳", "秀英", "示例食品进出口有限公司（虚构）", "总经理", "武汉"),
    ("Анна Петровна Иванова", "Иванова", "Анна", "ООО «Пример Чай» (вымышлено)", "Закупки", "Тула"),
    ("Дмитрий Щукин", "Щукин", "Дмитрий", "АО «Образец» (вымышлено)", "Категорийный менеджер", "Москва"),
    ("Айгуль Сагынбаева", "Сагынбаева", "Айгуль", "ТОО «Үлгі» (вымышлено)", "Директор", "Алматы"),
    ("Ann Example", "Example", "Ann", "Example Foods LLP (fictional)", "Buyer", "Almaty"),
)
"""Made-up people of made-up firms."""


@dataclass(frozen=True, slots=True)
class Look:
    """One code, what kind it is, and what stands in it."""

    kind: str
    text: str
    told: dict[str, str]
    """What the page should fill in; empty for a badge."""


def looks(count: int, seed: int) -> list[Look]:
    """Return codes, each different: a third vCard 3, a third vCard 4, a sixth MECARD, a sixth badges."""
    return [_look(number, random.Random(f"{seed}/{number}")) for number in range(count)]


def _look(number: int, dice: random.Random) -> Look:
    full, family, given, firm, title, city = dice.choice(PEOPLE)
    phone, email = f"+7 900 000-{number // 100:02}-{number % 100:02}", f"visitor{number}@example.org"
    told = {"person": full, "phone": phone, "email": email}
    kind = ("vcard3", "vcard4", "vcard3", "vcard4", "mecard", "badge")[number % 6]
    if kind == "badge":
        address = f"https://fair.example/v/{number:05}?k=9f2c"
        return Look(kind, dice.choice((f"PX27-{number:06}", address, f"{4_000_000_000_000 + number}")), {})
    if kind == "mecard":
        name = full if family == full[: len(family)] and " " not in full else f"{family},{given}"
        told["person"] = full if "," not in name else f"{given} {family}"
        return Look(kind, f"MECARD:N:{name};ORG:{firm};TEL:{phone};EMAIL:{email};;", told)
    version = "3.0" if kind == "vcard3" else "4.0"
    cell = f"TEL;TYPE=CELL:{phone}" if kind == "vcard3" else f"TEL;VALUE=uri;TYPE=cell:tel:{phone}"
    lines = ["BEGIN:VCARD", f"VERSION:{version}", f"N:{family};{given};;;", f"FN:{full}", f"ORG:{firm}"]
    lines += [f"TITLE:{title}", cell, f"EMAIL:{email}", f"ADR;TYPE=WORK:;;;{city};;;", "END:VCARD"]
    return Look(kind, "\n".join(lines), told)


def frame_of(look: Look, seed: str) -> Image.Image:
    """Return one look at a code; the same seed gives the same."""
    dice = random.Random(seed)
    code, modules = _printed(look.text, dice)
    side = dice.uniform(0.45, 0.85) * HEIGHT
    module = side / modules
    canvas = _table(dice)
    _held(canvas, code, side, dice)
    sharp = canvas.filter(ImageFilter.GaussianBlur(dice.uniform(0, 0.35) * module))
    return _seen(_moved(sharp, dice.uniform(0, 0.5) * module, dice.uniform(0, math.pi)), dice)


def _printed(text: str, dice: random.Random) -> tuple[Image.Image, int]:
    """Return a code with its quiet zone, and how many modules it is wide without it."""
    made = segno.make_qr(text, error=dice.choice("LMQ"), encoding="utf-8", boost_error=False)
    out, inverted = io.BytesIO(), dice.random() < 0.05
    colours = {"dark": "white", "light": "black"} if inverted else {"dark": "black", "light": "white"}
    made.save(out, kind="png", scale=12, border=4, **colours)
    return Image.open(out).convert("RGB"), int(made.symbol_size(border=0)[0])


def _table(dice: random.Random) -> Image.Image:
    """Return what lies around: a ground, and things with edges on it."""
    ground = tuple(dice.randint(60, 200) for _ in range(3))
    canvas = Image.new("RGB", (WIDTH, HEIGHT), ground)
    brush = ImageDraw.Draw(canvas)
    for _ in range(30):
        left, top = dice.randint(0, WIDTH), dice.randint(0, HEIGHT)
        box = (left, top, left + dice.randint(5, 200), top + dice.randint(2, 60))
        brush.rectangle(box, fill=tuple(dice.randint(0, 255) for _ in range(3)))
    return canvas


def _held(canvas: Image.Image, code: Image.Image, side: float, dice: random.Random) -> None:
    """Put a code into the frame, turned and tilted, seen from 2.5 of its widths."""
    turn, axis, tilt = dice.uniform(0, 2 * math.pi), dice.uniform(0, 2 * math.pi), math.radians(dice.uniform(0, 35))
    around = _rotation((math.cos(axis), math.sin(axis), 0), tilt) @ _rotation((0, 0, 1), turn)
    half = side / 2 * code.width / (code.width - 8 * 12)  # the quiet zone comes on top
    corners = np.array([(-half, -half, 0), (half, -half, 0), (half, half, 0), (-half, half, 0)]) @ around.T
    far = 2.5 * side
    seen = [(x * far / (far + z), y * far / (far + z)) for x, y, z in corners]
    reach_x, reach_y = max(abs(x) for x, _ in seen), max(abs(y) for _, y in seen)
    # A person centres it roughly; corners may leave the frame by the quiet zone at most.
    shrink = min(1.0, 0.49 * HEIGHT / reach_y, 0.49 * WIDTH / reach_x)
    centre = (WIDTH / 2 + dice.uniform(-60, 60), HEIGHT / 2 + dice.uniform(-6, 6))
    target = [(centre[0] + x * shrink, centre[1] + y * shrink) for x, y in seen]
    source = [(0, 0), (code.width, 0), (code.width, code.height), (0, code.height)]
    shape = _homography(target, source)
    size = (WIDTH, HEIGHT)
    flat = code.transform(size, Image.Transform.PERSPECTIVE, shape, Image.Resampling.BICUBIC)
    mask = Image.new("L", code.size, 255).transform(size, Image.Transform.PERSPECTIVE, shape, Image.Resampling.BILINEAR)
    canvas.paste(flat, (0, 0), mask)


def _rotation(axis: tuple[float, float, float], angle: float) -> Any:  # noqa: ANN401  # a 3 x 3 array
    """Return the turn about an axis of length one (Rodrigues' formula)."""
    x, y, z = axis
    cross = np.array([(0, -z, y), (z, 0, -x), (-y, x, 0)])
    return np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * cross @ cross


def _homography(source: Sequence[tuple[float, float]], target: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Return the eight numbers that map four points onto four others."""
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
        right += [u, v]
    return tuple(float(one) for one in np.linalg.solve(np.array(rows, float), np.array(right, float)))


def _moved(picture: Image.Image, length: float, angle: float) -> Image.Image:
    """Return a picture smeared along a line, as a hand that is not still does it."""
    steps = max(1, math.ceil(length))
    sums = np.zeros((HEIGHT, WIDTH, 3))
    for step in range(steps):
        at = length * (step / max(1, steps - 1) - 0.5) if steps > 1 else 0.0
        shift = (1, 0, at * math.cos(angle), 0, 1, at * math.sin(angle))
        sums += np.asarray(picture.transform(picture.size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR))
    return Image.fromarray((sums / steps).astype(np.uint8))


def _seen(picture: Image.Image, dice: random.Random) -> Image.Image:
    """Return what a sensor makes of it: little light, from one side, noise, JPEG."""
    chance = np.random.default_rng(dice.getrandbits(32))
    light, angle = dice.uniform(0.2, 1.0), dice.uniform(0, 2 * math.pi)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    along = ((x / WIDTH - 0.5) * math.cos(angle) + (y / HEIGHT - 0.5) * math.sin(angle)) / math.sqrt(0.5)
    falls = light * (0.75 + 0.25 * np.clip(along, -1, 1))
    values = np.asarray(picture, float) * falls[..., None]
    if dice.random() < 1 / 6:
        centre_x, centre_y, wide = dice.uniform(0, WIDTH), dice.uniform(0, HEIGHT), dice.uniform(40, 160)
        values += 120 * light * np.exp(-((x - centre_x) ** 2 + (y - centre_y) ** 2) / wide**2)[..., None]
    noise = dice.uniform(2, 12) * (1.25 - 0.5 * light)
    values += chance.normal(0, noise, values.shape)
    out = io.BytesIO()
    Image.fromarray(np.clip(values, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=dice.randint(60, 90))
    return Image.open(out)


def film(frames: Sequence[Image.Image], held: int) -> bytes:
    """Return a film in which each frame is held for a while."""
    parts = []
    for frame in frames:
        out = io.BytesIO()
        frame.save(out, "JPEG", quality=95)
        parts.append(out.getvalue() * held)
    return b"".join(parts)


class _Files(SimpleHTTPRequestHandler):
    """Serves the page's own modules, and an empty page."""

    def translate_path(self, path: str) -> str:
        """Return where a file stands in one of the two folders."""
        wanted = path.partition("?")[0].lstrip("/")
        return str(next((folder / wanted for folder in STATIC if (folder / wanted).is_file()), STATIC[0] / "none"))

    def do_GET(self) -> None:
        """Answer."""
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Scanner</title><video muted playsinline autoplay></video>")

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the modules, and give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


WATCH = """async ([seconds, most]) => {
  const scanner = await import("/capture/scanner.js");
  scanner.prepare("/vendor/zxing/reader/zxing_reader.wasm");
  const video = document.querySelector("video");
  const camera = { video: { width: { ideal: 1280 }, height: { ideal: 720 } } };
  video.srcObject = await navigator.mediaDevices.getUserMedia(camera);
  await video.play();
  const until = performance.now() + seconds * 1000;
  const found = new Set();
  while (performance.now() < until && found.size < most) {
    const text = await scanner.watch(video, () => performance.now() >= until);
    if (text) found.add(text);
  }
  return [...found];
}"""
PARSE = """async (texts) => {
  const { readCode } = await import("/capture/codes.js");
  return texts.map(readCode);
}"""


def read_film(address: str, path: Path, seconds: float, most: int) -> list[str]:
    """Return what the page's scanner reads off a film held before the camera of a new browser, `most` texts at most."""
    device = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    arguments = ["--no-sandbox", "--disable-gpu", *device, f"--use-file-for-fake-video-capture={path}"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page()
        page.goto(address)
        found: list[str] = page.evaluate(WATCH, [seconds, most])
        browser.close()
    return found


def parsed(address: str, texts: Sequence[str]) -> list[dict[str, str]]:
    """Return what the page fills in for each of some codes."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page: Page = browser.new_page()
        page.goto(address)
        found: list[dict[str, str]] = page.evaluate(PARSE, list(texts))
        browser.close()
    return found


def measure(count: int, seed: int, *, keep: Path | None = None) -> dict[str, Any]:
    """Return how many of so many frames are read, and how many cards among them are understood."""
    shown = looks(count, seed)
    read: set[str] = set()
    with served() as address, tempfile.TemporaryDirectory(prefix="tearoad-scans-") as folder:
        for begin in range(0, count, A_FILM):
            part = shown[begin : begin + A_FILM]
            frames = [frame_of(one, f"{seed}/{begin + place}/frame") for place, one in enumerate(part)]
            heard: set[str] = set()
            for held in (HELD, LONGER):
                missed = [place for place, one in enumerate(part) if one.text not in heard]
                heard |= _held_up(address, Path(folder), [frames[place] for place in missed], held)
            read |= heard
            if keep is not None:
                for place, look in enumerate(part):
                    if look.text not in heard:
                        frames[place].save(keep / f"missed-{begin + place}.png")
            print(f"{begin + len(part)} frames, {len(read)} read", file=sys.stderr, flush=True)
        cards = [one for one in shown if one.told and one.text in read]
        told = parsed(address, [card.text for card in cards])
    right = sum(one.told.items() <= found.items() for one, found in zip(cards, told, strict=True))
    kinds: dict[str, list[bool]] = {}
    for look in shown:
        kinds.setdefault(look.kind, []).append(look.text in read)
    strangers = len(read - {one.text for one in shown})
    return {
        "frames": count,
        "read": sum(one.text in read for one in shown),
        "share": round(sum(one.text in read for one in shown) / count, 4),
        "misread": strangers,
        "parsed": round(right / len(cards), 4) if cards else None,
        "by_kind": {kind: f"{sum(seen)}/{len(seen)}" for kind, seen in kinds.items()},
    }


def _held_up(address: str, folder: Path, frames: Sequence[Image.Image], held: int) -> set[str]:
    """Return what is read off frames that are held before the camera one after the other."""
    if not frames:
        return set()
    path = folder / "film.mjpeg"
    path.write_bytes(film(frames, held))
    return set(read_film(address, path, len(frames) * held / FILM_FPS + STARTS_S, len(frames)))


def main() -> int:
    """Measure, and tell in JSON; 1 where less than 97 of 100 frames are read."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--frames", type=int, default=300)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--keep", type=Path, help="a folder for frames that were not read")
    given = told.parse_args()
    if given.keep is not None:
        given.keep.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    found = measure(given.frames, given.seed, keep=given.keep)
    print(json.dumps(found | {"seconds": round(time.monotonic() - begun, 1)}))
    return 0 if found["share"] >= 0.97 else 1


if __name__ == "__main__":
    sys.exit(main())
