// Two pages of one browser take turns, and chance says whose turn it is: the same seed gives the same order. A turn is given
// only when both wait for one, so when nothing of the browser's own (its encryption) is still at work.
let atWork = 0;
const subtle = Object.getPrototypeOf(crypto.subtle);
for (const name of ["encrypt", "decrypt", "wrapKey", "unwrapKey", "generateKey", "importKey", "deriveKey"]) {
  const real = subtle[name];
  subtle[name] = function (...given) {
    atWork += 1;
    return real.apply(this, given).finally(() => {
      atWork -= 1;
    });
  };
}

export class Turns {
  constructor(dice) {
    Object.assign(this, { dice, asking: [], isSet: false });
  }

  at(place) {
    return new Promise((resolve) => {
      this.asking.push({ place, resolve });
      this.set();
    });
  }

  set() {
    if (this.isSet) return;
    this.isSet = true;
    setImmediate(() => {
      this.isSet = false;
      if (!this.asking.length) return;
      if (atWork) return this.set();
      // Who asked first is the browser's chance, not ours: they are put into an order of our own before one is drawn.
      this.asking.sort((one, other) => one.place - other.place);
      const [next] = this.asking.splice(this.dice.below(this.asking.length), 1);
      next.resolve();
      this.set();
    });
  }
}
