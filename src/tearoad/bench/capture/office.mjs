// The server of a rehearsal: the project's own code in a process of its own, asked one line at a time.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class Office {
  constructor(python) {
    this.process = spawn(python, ["-m", "tearoad.site.rehearse"], { stdio: ["pipe", "pipe", "inherit"] });
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

  close() {
    this.process.stdin.end();
  }
}
