// The driver's half of the protocol that serve.js describes: a program that stays alive, asked one round at a time.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A running peer. Every method throws an Error that says in one line why the peer cannot go on. */
export class Worker {
  #child;
  #lines;
  #stderr = "";
  #failure = null;
  /** Resolves once the program has ended and all that it said has arrived. */
  #ended;

  /** @param {{ command: string, args: string[], env: Record<string, string> }} program */
  constructor({ command, args, env }) {
    this.#child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    this.#ended = new Promise((resolve) => {
      this.#child.on("close", resolve);
      this.#child.on("error", (error) => {
        this.#failure = error.message;
        resolve();
      });
    });
    // A program that has ended reads nothing more; that it has ended is said where its answer is missing.
    this.#child.stdin.on("error", () => {});
    this.#child.stderr.setEncoding("utf8").on("data", (text) => {
      this.#stderr = (this.#stderr + text).slice(-2000);
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** What the program calls itself. */
  async hello() {
    const { name } = await this.#answer();
    if (typeof name !== "string") throw new Error("does not say its name");
    return name;
  }

  /** One round of a workload: mean milliseconds of a training step and of a prediction, and the threads they took. */
  async round(workload, milliseconds) {
    this.#child.stdin.write(`${JSON.stringify({ workload, milliseconds })}\n`);
    const { error, train_ms, predict_ms, threads, loss } = await this.#answer();
    if (error !== undefined) throw new Error(error);
    if (!(train_ms > 0 && predict_ms > 0 && threads > 0)) throw new Error("answers without times");
    // Targets are +1 and −1 by turns: a prediction near 0 has a loss near 1.
    if (!(loss > 0.05 && loss < 5)) throw new Error(`does not train: its loss is ${loss} where about 1 is expected`);
    return { train_ms, predict_ms, threads };
  }

  stop() {
    this.#child.stdin.end();
    this.#child.kill();
  }

  async #answer() {
    const { value, done } = await this.#lines.next();
    if (done) {
      await this.#ended;
      throw new Error(this.#failure ?? this.#lastWords());
    }
    try {
      return JSON.parse(value);
    } catch {
      throw new Error(`answers "${value.slice(0, 60)}" where JSON was expected`);
    }
  }

  #lastWords() {
    const lines = this.#stderr.trim().split("\n");
    // Node prints its version last; the error stands above.
    const error = lines.find((line) => /Error\b/.test(line)) ?? lines.at(-1);
    return error || "ended without a word";
  }
}
