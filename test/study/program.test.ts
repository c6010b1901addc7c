import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runScript } from "../support/run-script.ts";

const folder = mkdtempSync(join(tmpdir(), "gatecast-study-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "runs.jsonl");
const study = (...args: string[]) => runScript("study/family.js", ["--file", file, ...args]);
const small = ["--members", "rnn", "--tasks", "latch,time-lag-20", "--seeds", "2"];

interface Run {
  readonly task: string;
  readonly rate: number;
  readonly run: number;
  readonly miss: number;
}
const runs = () =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Run);

test("a study is run once, gone on with from its lines, and summed up as they say", { timeout: 60_000 }, async () => {
  const first = await study(...small, "--json");
  expect(first.code, first.stderr).toBe(0);
  // Two rates with the run that chooses, then two seeds, of two tasks.
  const order = [0, 0, 1, 2].flatMap((run) => [`latch ${run}`, `time-lag-20 ${run}`]);
  expect(runs().map(({ task, run }) => `${task} ${run}`)).toEqual(order);
  const { summaries } = JSON.parse(first.stdout) as { summaries: Record<string, unknown>[] };
  expect(summaries.length).toBe(2);
  for (const summary of summaries) {
    const own = runs().filter(({ task, run, rate }) => task === summary.task && run > 0 && rate === summary.rate);
    expect(own.length).toBe(2);
    expect(summary.seeds).toBe(2);
    expect(summary.miss).toBeCloseTo((own[0]!.miss + own[1]!.miss) / 2, 12);
    expect(summary.worst).toBe(Math.max(own[0]!.miss, own[1]!.miss));
  }
  const again = await study(...small, "--json");
  expect([again.stderr, again.stdout]).toEqual(["", first.stdout]);

  const whole = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, `${whole.slice(0, 5).join("\n")}\n`);
  const rest = await study(...small, "--json");
  expect(rest.stderr.trim().split("\n").length).toBe(3);
  const numbers = (text: string) =>
    (JSON.parse(text) as { summaries: Record<string, unknown>[] }).summaries.map(({ seconds: _, ...row }) => row);
  expect(numbers(rest.stdout)).toEqual(numbers(first.stdout));
});

test("members and tasks that there are not are one line and exit code 2", async () => {
  const member = await study("--members", "lsmt");
  expect([member.code, member.stderr.split(";")[0]]).toEqual([2, 'study: --members: no "lsmt"']);
  const task = await study("--tasks", "adding");
  expect([task.code, task.stderr.split(";")[0]]).toEqual([2, 'study: --tasks: no "adding"']);
  const part = await study("--write", "--members", "rnn");
  expect([part.code, part.stderr]).toEqual([
    2,
    "study: --write replaces the whole table: it takes all members and tasks\n",
  ]);
});
