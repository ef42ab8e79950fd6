"""Kill -9 at random moments, and how long until the site is whole again."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

from lab.benchmarks.endurance.cluster import Cluster
from lab.benchmarks.endurance.place import Place, wait_until

PATIENCE_S = 90.0
PAUSES_S = (0.2, 1.8)
OURS = {"web": 3, "web process": 2, "quick": 4, "long": 4, "keeper": 2, "everything": 3}
"""What may be killed, and how often beside each other."""
SERVERS = {"database": 3, "database connection": 3}


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: what, after how many seconds the site was whole again, and how long no page was ready."""

    what: str
    whole_s: float
    ready_s: float


@dataclass
class Killer:
    """Kills, starts what nobody else starts, and takes the time."""

    place: Place
    dice: random.Random
    cluster: Cluster | None = None
    kills: list[Kill] = field(default_factory=list)

    def kill_one(self) -> Kill:
        """Wait for a random moment, kill something, wait until all is well again."""
        time.sleep(self.dice.uniform(*PAUSES_S))
        chances = OURS | (SERVERS if self.cluster else {})
        what = self.dice.choices(list(chances), list(chances.values()))[0]
        began = time.monotonic()
        again = self._kill(what)
        if again is not None:
            again()
        wait_until(self.place.ready, PATIENCE_S, 0.05)
        ready = time.monotonic() - began
        wait_until(self.place.whole, PATIENCE_S)
        self.kills.append(Kill(what, time.monotonic() - began, ready))
        return self.kills[-1]

    def _kill(self, what: str) -> Callable[[], None] | None:
        """Kill it; return what starts it again where the site does not do so by itself."""
        if what == "database" and self.cluster is not None:
            self.cluster.kill_server()
            return self.cluster.start
        if what == "database connection" and self.cluster is not None:
            self.cluster.kill_connection()
            return None
        if what == "everything":
            for process in self.place.processes():
                with suppress(psutil.Error):
                    process.send_signal(signal.SIGKILL)
            return self._restart
        victim = self.place.parts().get(what)
        if victim is not None:
            with suppress(psutil.Error):
                victim.send_signal(signal.SIGKILL)
        return self._restart if what == "keeper" else None

    def _restart(self) -> None:
        """Start the site anew, as a service manager does: at once, and again where the port is not free yet."""
        if self.place.keeper is not None:
            self.place.keeper.wait(10)
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            self.place.start()
            wait_until(lambda: self._ended() or "web" in self.place.parts(), PATIENCE_S)
            if not self._ended():
                return
            time.sleep(0.5)

    def _ended(self) -> bool:
        return self.place.keeper is not None and self.place.keeper.poll() is not None
