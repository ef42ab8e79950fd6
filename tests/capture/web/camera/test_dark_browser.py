"""Codes in little light: what they differ by from their ground is less than the scanner's own threshold."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser

from lab.benchmarks.floor.scan_frames import served
from tests.browser import chromium

__all__ = ["chromium"]
READ = """async (picture) => {
  const scanner = await import("/capture/scanner.js");
  scanner.prepare("/vendor/zxing/reader/zxing_reader.wasm");
  return scanner.read(await (await fetch(`data:image/png;base64,${picture}`)).blob());
}"""


def dark(text: str, contrast: int) -> str:
    """Return a PNG (base64) of a code whose white is `contrast` of 255 above its black, lit from one side, noisy."""
    code, out = io.BytesIO(), io.BytesIO()
    segno.make_qr(text).save(code, kind="png", scale=14, border=4)
    light = np.full((720, 1280), 0.6)
    flat = np.asarray(Image.open(code).convert("L")) / 255
    light[60 : 60 + flat.shape[0], 300 : 300 + flat.shape[1]] = flat
    falls = np.linspace(1.2, 0.8, 1280)
    noise = np.random.default_rng(3).normal(0, 1.5, light.shape)
    Image.fromarray(np.clip(4 + contrast * light * falls + noise, 0, 255).astype(np.uint8)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def wall() -> str:
    """Return a PNG (base64) of a dark wall: noise alone, which levelling makes loud."""
    out = io.BytesIO()
    noise = np.random.default_rng(4).normal(8, 4, (720, 1280))
    Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize("contrast", [60, 14, 10])
def test_a_code_in_little_light_is_read(chromium: Browser, contrast: int) -> None:
    with served() as address:
        page = chromium.new_page()
        page.goto(address)
        assert page.evaluate(READ, dark("李明 · PX27-000017", contrast)) == "李明 · PX27-000017"
        page.close()


def test_nothing_is_read_off_a_dark_wall(chromium: Browser) -> None:
    with served() as address:
        page = chromium.new_page()
        page.goto(address)
        assert page.evaluate(READ, wall()) is None
        page.close()
