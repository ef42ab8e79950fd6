// The server of a rehearsal: the project's own code in a process of its own, asked one line at a time.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export class Office {
  constructor(python, place = {}) {
    const env = { ...process.env, ...place };
    this.process = spawn(python, ["-m", "tearoad_lab.rehearse"], { env, stdio: ["pipe", "pipe", "inherit"] });
    this.waiting = [];
    createInterface({ input: this.process.stdout }).on("line", (line) => this.waiting.shift()?.(JSON.parse(line)));
    this.ready = this.heard();
    this.process.on("exit", (code) => {
      if (this.waiting.length) throw new Error(`the server ended with ${code}`);
    });
  }

  heard() {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  ask(order, given = {}) {
    const heard = this.heard();
    this.process.stdin.write(`${JSON.stringify({ order, ...given })}\n`);
    return heard;
  }

  // Another server with this one's mission, in a hall: nothing has happened yet when it is made.
  async inHall(python, key) {
    const folder = join(process.env.TEAROAD_DATA, "hall");
    const copy = join(process.env.TEAROAD_DATA, "hall.zip");
    const command = (args, place) => execFileSync(python, ["-m", "tearoad", ...args], { env: { ...process.env, ...place } });
    const said = command(["hall-copy", key.split(".")[0], copy], { TEAROAD_LANGUAGE: "en" }).toString();
    command(["restore", copy, "--code", said.trim().split(/\s/).pop()], { TEAROAD_DATA: folder });
    mkdirSync(join(folder, "static"), { recursive: true });
    const place = { TEAROAD_DATA: folder, TEAROAD_HUB_KEY: key, TEAROAD_HOME_ADDRESS: "http://localhost" };
    const hall = new Office(python, place);
    await hall.ready;
    return Object.assign(hall, { key });
  }

  close() {
    this.process.stdin.end();
  }
}
