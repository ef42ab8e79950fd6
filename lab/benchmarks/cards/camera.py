"""Photograph a card: a table, a tilt, uneven light, a hand that shakes, a sensor that rustles, a small JPEG."""

from __future__ import annotations

import io
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

MOST_BYTES = 150_000
_LONG, _SHORT = 1600, 1200
_TABLES = ((150, 120, 90), (90, 92, 95), (200, 198, 192), (60, 50, 45), (120, 140, 150))


def photographed(card: Image.Image, chance: Random) -> bytes:
    """Return a JPEG of at most 150 kB, as a phone sends it after shrinking."""
    rustle = np.random.default_rng(chance.randrange(2**32))
    scene = _on_table(card, chance, rustle)
    scene = _lit(scene, chance)
    scene = scene.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.3)))
    if chance.random() < 0.3:
        scene = _shaken(scene, chance)
    scene = _rustled(scene, chance.uniform(2, 8), rustle)
    return _small(scene.rotate(chance.choice((0, 0, 0, 0, 0, 90, 180, 270)), expand=True))


def _on_table(card: Image.Image, chance: Random, rustle: np.random.Generator) -> Image.Image:
    size = (_LONG, _SHORT) if card.width > card.height else (_SHORT, _LONG)
    table = np.empty((size[1], size[0], 3), dtype=np.float32)
    table[:] = chance.choice(_TABLES)
    grain = rustle.normal(0, 9, (size[1] // 8, 1)).repeat(8, axis=0)[: size[1]]
    ground = Image.fromarray((table + grain[:, :, None]).clip(0, 255).astype(np.uint8))
    share = chance.uniform(0.76, 0.93)
    wide = (
        size[0] * share if card.width / card.height > size[0] / size[1] else size[1] * share * card.width / card.height
    )
    high = wide * card.height / card.width
    turn = np.deg2rad(chance.gauss(0, 2.2))
    spin = np.array(((np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))))
    corners = np.array(((-wide, -high), (wide, -high), (wide, high), (-wide, high))) / 2 @ spin.T
    corners += np.array(size) / 2 + rustle.uniform(-0.022, 0.022, (4, 2)) * wide
    numbers = _perspective(corners, card.size)
    laid = card.transform(size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC)
    mask = Image.new("L", card.size, 255).transform(
        size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC
    )
    ground.paste(laid, mask=mask)
    return ground


def _perspective(corners: NDArray[np.float64], size: tuple[int, int]) -> tuple[float, ...]:
    """Return the eight numbers that take a point of the photo to a point of the card."""
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (size[0], 0), size, (0, size[1])), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(values)).tolist())


def _lit(scene: Image.Image, chance: Random) -> Image.Image:
    """Darken the photo towards one side, as under a lamp, and warm or cool it."""
    dots = np.asarray(scene, dtype=np.float32)
    down, across = np.mgrid[0 : dots.shape[0], 0 : dots.shape[1]].astype(np.float32)
    angle = chance.uniform(0, 2 * np.pi)
    slope = (np.cos(angle) * across / dots.shape[1] + np.sin(angle) * down / dots.shape[0] + 1) / 2
    light = 1 - chance.uniform(0.05, 0.5) * slope
    tint = np.array((chance.uniform(0.92, 1), chance.uniform(0.95, 1), chance.uniform(0.85, 1)), dtype=np.float32)
    return Image.fromarray((dots * light[:, :, None] * tint).clip(0, 255).astype(np.uint8))


def _shaken(scene: Image.Image, chance: Random) -> Image.Image:
    kernel = np.zeros((5, 5))
    if chance.random() < 0.5:
        kernel[2, 1:4] = 1
    else:
        kernel[1:4, 2] = 1
    return scene.filter(ImageFilter.Kernel((5, 5), (kernel.ravel() / 3).tolist(), 1))


def _rustled(scene: Image.Image, strength: float, rustle: np.random.Generator) -> Image.Image:
    dots = np.asarray(scene, dtype=np.float32)
    return Image.fromarray((dots + rustle.normal(0, strength, dots.shape)).clip(0, 255).astype(np.uint8))


def _small(scene: Image.Image) -> bytes:
    for quality in range(85, 10, -5):
        file = io.BytesIO()
        scene.save(file, "JPEG", quality=quality)
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()
