// node main.mjs PAGE_FOLDER PYTHON FIRST_SEED RUNS EVENTS [first]: a line of JSON for each run and each failing one, which
// is made as short as it goes; with `first` the first failing run is the last.
import { Office } from "./office.mjs";
import { pageOf } from "./phone.mjs";
import { Rehearsal } from "./rehearsal.mjs";

const [folder, python, first, runs, events, until] = process.argv.slice(2);
const page = await pageOf(folder);
const home = new Office(python);
// @reads tearoad_lab.rehearse.desk.Ready {}
const { key } = await home.ready;
const hall = await home.inHall(python, key);
const tell = (told) => process.stdout.write(`${JSON.stringify(told)}\n`);
for (let seed = Number(first); seed < Number(first) + Number(runs); seed += 1) {
  const rehearsal = new Rehearsal(page, home, hall, seed);
  const faults = await rehearsal.run(Number(events));
  if (faults.length) {
    const short = await shortened(seed);
    tell({ seed, faults: short.faults, events: short.events });
    if (until === "first") break;
  }
  tell({ done: seed });
}
home.close();
hall.close();

// Leaves out as many events as can be left out while something is still wrong.
async function shortened(seed) {
  let only = [...Array(Number(events)).keys()];
  let best = null;
  for (let part = Math.ceil(only.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2)) {
    for (let start = 0; start < only.length; ) {
      const tried = [...only.slice(0, start), ...only.slice(start + part)];
      const rehearsal = new Rehearsal(page, home, hall, seed);
      const faults = await rehearsal.run(Number(events), new Set(tried));
      if (faults.length) {
        only = tried;
        best = { faults, events: rehearsal.events };
      } else start += part;
    }
  }
  return best ?? { faults: ["not again"], events: [] };
}
