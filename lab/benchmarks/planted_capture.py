"""Whether rehearsals of the floor find faults: each is planted in a copy of the package, and looked for by its runs."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from lab.benchmarks.planting import Planted
from tearoad_lab.capture import rehearse
from tearoad_lab.capture.running import PACKAGE

JS = "capture/web/static/capture"
KEEP = "{ files = [], over = [] } = {}"
TAKE_IN = 'await this.database.write(["revisions", "posts", "settings"], async ({ revisions, posts, settings }) => {'


PLANTED = (
    Planted(
        "a refused letter is deleted",
        f"{JS}/outbox.js",
        "if (!answer.isOwn || answer.status !== 200) return",
        "if (answer.status === 401) for (const { document } of sent) await store.database.write(['revisions'], "
        "({ revisions }) => revisions.delete(document.id));\n    if (!answer.isOwn || answer.status !== 200) return",
    ),
    Planted(
        "an id is made anew for each letter",
        f"{JS}/outbox.js",
        "revisions: sent.map((one) => one.document),",
        "revisions: sent.map(({ document }) => ({ ...document, id: document.id.slice(0, -2) + (10 + (now() % 90)) })),",
    ),
    Planted(
        "an answer is given of what is not kept",
        "capture/web/actions/receiving.py",
        "        _note(phone, status, at)\n    return answers",
        "        _note(phone, status, at)\n"
        "        if len(answers) > 2:\n            transaction.set_rollback(True)\n    return answers",
    ),
    Planted(
        "what a restored server lacks is not sent again",
        f"{JS}/outbox.js",
        "const gone = told.missing.map((id) => ({ id, state: STATE.waiting, reasons: [] }));",
        "const gone = [];",
    ),
    Planted(
        "kept is said before it is on the disk",
        f"{JS}/store.js",
        f"async keep(phone, make, {KEEP}) {{",
        f"async keep(phone, make, {KEEP}) {{\n    const early = make((await this.made(phone)) + 1);\n"
        "    this.later(phone, () => early, { files, over }).catch(() => {});\n    return early;\n  }\n\n"
        f"  async later(phone, make, {KEEP}) {{",
    ),
    Planted(
        "what was replaced stands on",
        f"{JS}/reports.js",
        "const left = writers.filter((one) => !replaced.has(one.id));",
        "const left = writers;",
    ),
    Planted(
        "what is sent twice is not known again",
        "capture/web/actions/receiving.py",
        "if known is not None and self.receipts.get(known) == digest:",
        "if known is not None and self.receipts.get(known) == digest and len(self.receipts) > 3:",
    ),
    Planted(
        "the first news is left out", "capture/web/queries/streams.py", "number__gt=begin,", "number__gt=begin + 1,"
    ),
    Planted(
        "a firm reads what others wrote",
        "capture/web/queries/streams.py",
        "SentRevision.objects.filter(**here, number__gt=begin",
        "SentRevision.objects.filter(mission=phone.mission, number__gt=begin",
    ),
    Planted(
        "a stopped phone forgets what waits",
        f"{JS}/store.js",
        "(isStopped ? row.state !== STATE.waiting || row.exported : mayLeave(row, post))",
        "(isStopped || mayLeave(row, post))",
    ),
    Planted(
        "read is written down before it is kept",
        f"{JS}/store.js",
        TAKE_IN,
        'await this.database.write(["posts"], async ({ posts }) => {\n      const post = await posts.get(phone);\n'
        "      if (post) await posts.put({ ...post, known: sealed });\n    });\n    " + TAKE_IN,
    ),
    Planted(
        "after a restored backup reading goes on where it was",
        "capture/web/queries/streams.py",
        "begin = since if is_same and since <= stream.number else 0",
        "begin = since",
    ),
    Planted(
        "who leaves forgets what no backup holds",
        f"{JS}/store.js",
        "row.exported || isBackedUp(row, post);",
        "row.exported || row.state === STATE.received;",
    ),
    Planted(
        "a backup is believed to hold what came while it was written",
        "capture/web/actions/backups.py",
        "later.update(backed_up=stream.number)",
        "Stream.across_tenants.filter(pk=stream.stream).update(backed_up=Stream.across_tenants.get(pk=stream.stream).number)",
    ),
    Planted(
        "phones keep who was erased",
        "capture/web/actions/streams.py",
        "Stream.objects.filter(mission_id=mission_id, party=party).update(era=uuid7())",
        "Stream.objects.filter(mission_id=mission_id, party=party)",
    ),
    Planted(
        "a phone keeps its own copy of who was erased",
        f"{JS}/store.js",
        "return { ...here, state: STATE.received, reasons: null, sealed, place, theirs: null };",
        "return { ...here, place };",
    ),
    Planted(
        "what another phone brings gets ids of its own",
        f"{JS}/carry.js",
        "({ document, author: by(place) }));",
        "({ document: { ...document, id: document.id.slice(0, -2) + (10 + (place % 90)) }, author: things.phone }));",
    ),
    Planted(
        "two pages of a phone count alike",
        f"{JS}/store.js",
        "if (((await settings.get(counter(phone))) ?? 0) + 1 !== number) return false;",
        "",
    ),
    Planted(
        "a memo that a restored server lacks is not sent again",
        f"{JS}/outbox.js",
        "if (told.missing_files?.length) await",
        "if (told.missing_files?.length > 99) await",
    ),
    Planted(
        "a copy that only a colleague has stays there",
        f"{JS}/outbox.js",
        "if (told.changes && (await store.offerLost(phone, told.era))) continue;",
        "",
    ),
    Planted(
        "a proxy's refusal of a memo is taken for the office's",
        f"{JS}/outbox.js",
        "if (!isOwn) return null;",
        "if (!isOwn) return status > 401 && ![413, 429].includes(status) && status < 500 ? FILE_STATE.refused : null;",
    ),
    Planted(
        "what an earlier version took for a refusal stays refused",
        f"{JS}/store.js",
        "return files.filter((one) => one.state === FILE_STATE.refused)",
        "return files.filter((one) => one.state === 'none')",
    ),
    Planted(
        "what is of a version that is not known is put away unseen",
        "capture/web/actions/receiving.py",
        "        if reasons or revision is None:\n",
        "        if isinstance(document, dict) and document.get('schema') != 1:\n"
        "            return Answer(ReceivedState.PUT_ASIDE)\n        if reasons or revision is None:\n",
    ),
    Planted(
        "memos go along empty",
        f"{JS}/carry.js",
        "bytes: base64(new Uint8Array(bytes)) });",
        "bytes: base64(bytes) });",
    ),
    Planted(
        "a phone that is left forgets memos that no backup holds",
        f"{JS}/store.js",
        "return Boolean(exported || (safe && state === FILE_STATE.received));",
        "return Boolean(exported || state === FILE_STATE.received);",
    ),
    Planted(
        "a hall brings nothing again to a home that was restored",
        "capture/web/actions/hubs/hall.py",
        "        passage.given = passage.read = 0\n        _bring_anew(mission, party)\n",
        "        pass\n",
    ),
    Planted(
        "home decides and the hall does not hear of it",
        "capture/web/actions/hubs/hall.py",
        '    notes.have_decisions(mission, answer["decisions"])\n',
        "",
    ),
    Planted(
        "a memo is answered that is not kept",
        "capture/web/actions/files.py",
        "                whole=whole,\n            )\n",
        "                whole=whole,\n            )\n            transaction.set_rollback(True)\n",
    ),
)


def main() -> int:
    """Plant each fault and tell after how many runs it was found; 1 where one was not."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--runs", type=int, default=2000)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--only", default="")
    given = told.parse_args()
    missed = []
    for planted in PLANTED:
        if given.only not in planted.name:
            continue
        found = look_for(planted, given.runs, given.seed)
        print(json.dumps({"planted": planted.name, "found_after": found}), flush=True)
        missed += [planted.name] if found is None else []
    return 1 if missed else 0


def look_for(planted: Planted, runs: int, seed: int) -> int | None:
    """Return after how many runs a planted fault was found; None where it was not."""
    with tempfile.TemporaryDirectory(prefix="tearoad-planted-") as folder:
        package = Path(folder) / "tearoad"
        shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
        planted.plant(package)
        seen = rehearse(runs, seed, package=package, until_first=True)
        return seen.failures[0].seed - seed + 1 if seen.failures else None


if __name__ == "__main__":
    sys.exit(main())
