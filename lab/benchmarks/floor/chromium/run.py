"""One run: phones of two firms in real browsers, and everything that goes wrong between them and the site."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Playwright

from lab.benchmarks.floor.chromium.cable import Way
from lab.benchmarks.floor.chromium.device import Device
from lab.benchmarks.floor.chromium.site import Site
from tests.browser import executable

EVENTS: Mapping[str, float] = {
    "write": 7,
    "write_with_photo": 2,
    "write_and_die": 2,
    "cut": 3,
    "mend": 3,
    "mute": 1.5,
    "wait": 1,
    "new_tab": 1.5,
    "power": 1,
    "full": 0.7,
    "freed": 0.7,
    "server_dies": 0.4,
}
EACH = 14
SETTLED_S = 60


@dataclass
class Run:
    """A run by its seed; `faults` says what is wrong after it."""

    site: Site
    seed: int
    links: Mapping[str, str]
    folder: Path
    faults: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    promised: dict[str, str] = field(default_factory=dict)
    """Notes of which a page showed that they are kept, and whose they are."""
    said: int = 0
    length: int = EACH
    """So many things happen."""
    browser: str | None = field(default_factory=executable)
    """Where Chromium is."""

    def go(self, playwright: Playwright) -> None:
        """Do it to its end, and judge."""
        self.dice = random.Random(self.seed)  # chance that can be repeated
        self.site.cable.set(Way.WHOLE)
        self.devices = [
            Device(playwright, firm, self.folder / f"phone-{number}", self.site.address, self.browser)
            for number, firm in enumerate(("E01", "E01", "E02"))
        ]
        try:
            for one in self.devices:
                one.open_link(self.links[one.firm])
            for _number in range(self.length):
                (name,) = self.dice.choices(list(EVENTS), list(EVENTS.values()))
                device = self.dice.choice(self.devices)
                self.events.append(f"{name} {self.devices.index(device)}")
                happening: Callable[[Device], None] = getattr(self, name)
                happening(device)
            self.heal()
            self.judge()
        finally:
            for one in self.devices:
                one.switch_off()
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def tag(self) -> str:
        """What stands in every note of this run."""
        return f"run{self.seed}"

    def next_notes(self, device: Device) -> str:
        """Return what is said next."""
        self.said += 1
        return f"{self.tag} {device.firm} said {self.said}."

    def write(self, device: Device, photo: Path | None = None) -> None:
        """Write down a visitor."""
        notes = self.next_notes(device)
        if device.write(notes, photo):
            self.promised[notes] = device.firm
        else:
            self.events.append(f"{notes} was not seen to be kept")
            device.visit()

    def write_with_photo(self, device: Device) -> None:
        """Write down a visitor, with a photo of the card."""
        self.write(device, self.site.photo)

    def write_and_die(self, device: Device) -> None:
        """Tap "Done", and lose the power somewhere in the middle of keeping and sending."""
        device.begin(self.next_notes(device))
        time.sleep(self.dice.random() * 0.4)
        device.kill()

    def cut(self, _device: Device) -> None:
        """Cut the cable."""
        self.site.cable.set(Way.CUT)

    def mend(self, _device: Device) -> None:
        """Mend the cable."""
        self.site.cable.set(Way.WHOLE)

    def mute(self, _device: Device) -> None:
        """Letters arrive, answers do not; the phones try."""
        self.site.cable.set(Way.MUTE)
        for device in self.devices:
            device.visit()

    def wait(self, _device: Device) -> None:
        """Let a moment pass."""
        time.sleep(self.dice.random() * 2)

    def new_tab(self, device: Device) -> None:
        """Close the tab and open another."""
        device.new_page()

    def power(self, device: Device) -> None:
        """Lose the power."""
        device.kill()

    def full(self, device: Device) -> None:
        """Leave no room."""
        device.fill(full=True)

    def freed(self, device: Device) -> None:
        """Make room."""
        device.fill(full=False)

    def server_dies(self, _device: Device) -> None:
        """Kill the site in the middle of whatever it does."""
        self.site.die()

    def heal(self) -> None:
        """Make everything well, and wait until each phone says that all has been received; twice, for others' news."""
        self.site.cable.set(Way.WHOLE)
        for device in self.devices:
            device.fill(full=False)
        for _twice in range(2):
            for place, device in enumerate(self.devices):
                if not device.settle(SETTLED_S):
                    self.faults.append(f"phone {place} does not settle: {device.shown()[:300]}")

    def judge(self) -> None:
        """Find whatever is lost, doubled or shown to others."""
        told = self.site.notes(self.tag)
        here = self.site.files()
        for notes, firm in self.promised.items():
            times = sum(found == notes and party == firm for party, found, _ in told)
            if times != 1:
                self.faults.append(f"{notes!r} was kept and is there {times} times")
        said = [notes for _, notes, _ in told if notes]
        self.faults += [f"{text!r} is there twice" for text in sorted(set(said)) if said.count(text) > 1]
        self.faults += [f"{party} holds {notes!r}" for party, notes, _ in told if notes and f" {party} " not in notes]
        self.faults += [
            f"the photo {file[:8]} is missing" for _, _, files in told for file in files if file not in here
        ]
        for place, device in enumerate(self.devices):
            own = [notes for notes in said if f" {device.firm} " in notes]
            self.faults += [
                f"phone {place} does not show {text!r}" for text in own if not device.shows(text, SETTLED_S)
            ]
            foreign = {"E01", "E02"} - {device.firm}
            self.faults += [
                f"phone {place} shows what {firm} wrote" for firm in foreign if f"{self.tag} {firm} " in device.shown()
            ]
