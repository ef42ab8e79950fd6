// When this phone speaks next: the phones of a whole fair lose and find the network at one moment, and must not knock in step.
const EVERY_MS = 20_000;
// The browser tells all phones of a hall at once that there is a network.
const BACK_MS = 20_000;
const LONGEST_MS = 300_000;
// Between two files a phone leaves the others as much time as it was made to wait, times this: a site that is asked by many
// at once is never asked by all.
const ROOM = 3;
const LONGEST_ROOM_MS = 4000;

// After how many milliseconds the next round begins. Who was sent away comes no sooner than told, and later each time;
// `times` counts how often that happened in succession. `random` is 0 to 1.
export function pauseAfter({ reason, retryMs = 0 }, times, random) {
  if (!isSentAway({ reason })) return EVERY_MS * (0.75 + random / 2);
  const least = Math.max(retryMs, Math.min(EVERY_MS * 2 ** (times - 1), LONGEST_MS));
  return least * (1 + random / 2);
}

// Whether somebody answered, and nothing came of it.
export function isSentAway({ reason }) {
  return reason === "busy" || reason === "intercepted";
}

export function pauseWhenBack(random) {
  return BACK_MS * random;
}

export function pauseBetween(tookMs) {
  return Math.min(ROOM * tookMs, LONGEST_ROOM_MS);
}

// One alarm for the next round.
export class Alarm {
  constructor(ring) {
    this.ring = ring;
    this.at = Infinity;
  }

  set(ms) {
    clearTimeout(this.timer);
    this.at = Date.now() + ms;
    this.timer = setTimeout(this.ring, ms);
  }

  sooner(ms) {
    if (Date.now() + ms < this.at) this.set(ms);
  }
}
