import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runScript } from "../support/run-script.ts";

const folder = mkdtempSync(join(tmpdir(), "gatecast-peers-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Part {
  readonly ms: number;
  readonly threads: number;
  readonly ratio: number;
  readonly goal: number;
}
interface Comparison {
  readonly names: readonly string[];
  readonly missing: readonly string[];
  readonly rows: readonly {
    readonly ours: Record<"train" | "predict", Part>;
    readonly torch?: Record<"train" | "predict", Part>;
  }[];
  readonly mean: { readonly ratio: number; readonly of: number } | null;
}

/** The comparison on the smallest workload, with a Python of ours. */
async function compare(python: string, ...more: string[]) {
  const args = ["--only", "passengers", "--milliseconds", "1", "--peers", "torch", "--python", python, ...more];
  const { code, stdout, stderr } = await runScript("bench/peers/compare.js", args);
  expect(code, stderr).toBe(0);
  return { stdout, stderr };
}

/** A program that takes PyTorch's place; `answer` is JavaScript that makes the line of a round from `threads` and `round`. */
function standIn(name: string, answer: string): string {
  const path = join(folder, name);
  const code = `#!${process.execPath}
const threads = Number(process.argv[3]);
console.log(JSON.stringify({ name: "Stand-in" }));
let round = 0;
require("node:readline").createInterface({ input: process.stdin }).on("line", () => {
  console.log(${answer});
  round++;
});
`;
  writeFileSync(path, code);
  chmodSync(path, 0o755);
  return path;
}

test("a peer that is not there is left out, and the line says how to install it", async () => {
  const { stdout, stderr } = await compare(join(folder, "no-python"), "--rounds", "1");
  expect(stderr).toMatch(/^torch is left out: .*ENOENT\. On Debian: apt-get install python3-torch libopenblas0\. /m);
  expect(stdout).toMatch(/^\| passengers \| .* \| – +\| – +\| – +\|/m);
  expect(stdout).not.toContain("Geometric mean");
});

test("medians are taken over the rounds, the better number of threads counts for training and for prediction each", async () => {
  const python = standIn(
    "steady",
    `JSON.stringify({
      train_ms: [[30, 10, 20], [15, 50, 12]][threads - 1][round],
      predict_ms: [[1, 3, 2], [4, 4, 4]][threads - 1][round],
      threads,
      loss: 1,
    })`,
  );
  const { stdout } = await compare(python, "--rounds", "3", "--json");
  const { names, rows, mean, missing } = JSON.parse(stdout) as Comparison;
  expect(names).toEqual(["Stand-in"]);
  expect(missing).toEqual([]);
  const { ours, torch } = rows[0]!;
  expect(torch!.train).toMatchObject({ ms: 15, threads: 2, goal: 80 });
  expect(torch!.predict).toMatchObject({ ms: 2, threads: 1, goal: 40 });
  expect(torch!.train.ratio).toBeCloseTo(15 / ours.train.ms, 9);
  expect(torch!.predict.ratio).toBeCloseTo(2 / ours.predict.ms, 9);
  expect(mean!.ratio).toBeCloseTo(torch!.train.ratio, 9);
  expect(mean!.of).toBe(1);
});

test("a goal beside its ratio says whether it is met", async () => {
  const slow = standIn("slow", "JSON.stringify({ train_ms: 1e6, predict_ms: 1e6, threads, loss: 1 })");
  expect((await compare(slow, "--rounds", "1")).stdout).toMatch(/80× met .* 40× met /);
  const fast = standIn("fast", "JSON.stringify({ train_ms: 1e-6, predict_ms: 1e-6, threads, loss: 1 })");
  expect((await compare(fast, "--rounds", "1")).stdout).toMatch(/80× missed .* 40× missed /);
});

const broken: [string, string, string][] = [
  ["answers with rubbish", '"Warning: nothing"', 'answers "Warning: nothing" where JSON was expected'],
  ["answers without times", "JSON.stringify({ train_ms: 0 })", "answers without times"],
  ["does not train", "JSON.stringify({ train_ms: 1, predict_ms: 1, threads, loss: NaN })", "does not train"],
  ["says why it cannot", 'JSON.stringify({ error: "out of luck" })', "out of luck"],
  ["ends", '(require("node:fs").writeSync(2, "ValueError: bad\\n"), process.exit(1))', "ValueError: bad"],
];
test.each(broken)("a peer that %s is left out of the workload, with its reason", async (name, answer, reason) => {
  const { stdout, stderr } = await compare(standIn(name.replace(/\W/g, "-"), answer), "--rounds", "2");
  expect(stderr).toContain(`Stand-in is left out of passengers: `);
  expect(stderr).toContain(reason);
  expect(stdout).toMatch(/^\| passengers \| .* \| – +\| – +\| – +\|/m);
});

test("whole tables are not replaced by parts", async () => {
  const { code, stderr } = await runScript("bench/peers/compare.js", ["--only", "passengers", "--write"]);
  expect([code, stderr]).toEqual([2, "bench: --write replaces whole tables: it takes all workloads, and PyTorch\n"]);
});

test("a peer that nobody knows is refused by name", async () => {
  const { code, stderr } = await runScript("bench/peers/compare.js", ["--peers", "torch,keras"]);
  expect([code, stderr]).toEqual([2, "bench: --peers takes some of torch,tfjs,jax\n"]);
});

test("PyTorch, TensorFlow.js and jax-js answer where they are installed", { timeout: 120_000 }, async ({ skip }) => {
  const args = ["--only", "passengers", "--milliseconds", "1", "--rounds", "1", "--json"];
  const { code, stdout, stderr } = await runScript("bench/peers/compare.js", args);
  expect(code, stderr).toBe(0);
  const { names, missing, rows } = JSON.parse(stdout) as Comparison;
  // Three peers by three names, PyTorch's two processes by one.
  expect(names.length + missing.length, stderr).toBe(3);
  expect(Object.keys(rows[0]!).length, stderr).toBe(2 + names.length);
  if (names.length === 0) skip("no peer is installed");
});
