import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { gatecast, gatecastJson, type Json, makeFolder, monthly, PROGRAM, put, readCells, start } from "./cli.ts";

const folder = makeFolder();
const LINE = "tune sales.csv --target y --horizon 6 --units 4 --epochs 3 --trials 4".split(" ");

interface Trial {
  readonly trial: number;
  readonly rmse: number | null;
  readonly settings: object;
}

beforeAll(() => {
  put(folder, "sales.csv", monthly(120));
});

describe("tune", () => {
  let document: Json;
  beforeAll(async () => {
    document = await gatecastJson([...LINE, "--quiet", "--out", "run"], folder);
  }, 120_000);

  test("prints the document of fit, and every trial", () => {
    expect(document).toMatchObject({ command: "tune", target: "y", horizon: 6, ended: "trials" });
    expect(document.scores[0]).toMatchObject({ model: expect.any(String), rmse: expect.any(Number) });
    const trials = document.trials as readonly Trial[];
    expect(trials.map(({ trial }) => trial)).toEqual([1, 2, 3, 4]);
    expect(trials[0]?.settings).toEqual({});
    expect(trials.map(({ trial }) => trial)).toContain(document.best_trial);
    // What was named stands.
    for (const { settings } of trials) expect(settings).not.toHaveProperty("units");
  });

  test("writes a table of trials and a configuration that fit repeats to the same weights", async () => {
    const [head, ...rows] = readCells(document.files.trials ?? "");
    expect(head?.slice(0, 5)).toEqual(["trial", "rung", "epochs", "best_epoch", "rmse"]);
    expect(rows).toHaveLength(4);
    const text = readFileSync(document.files.configuration ?? "", "utf8");
    expect(text).toMatch(/^# Found for sales\.csv by gatecast tune: trial \d of 4\./);
    expect(parse(text)).toMatchObject({ target: "y", units: [4], horizon: 6 });
    const line = ["fit", "sales.csv", "--config", join("run", "configuration.yaml"), "--out", "again", "--quiet"];
    const again = await gatecastJson(line, folder);
    expect(again.weights_sha256).toBe(document.weights_sha256);
    expect(existsSync(join(folder, "run", "tune-checkpoint.json"))).toBe(false);
  });

  test("goes on after an interruption to the same trials", async () => {
    const run = start(process.execPath, [PROGRAM, ...LINE, "--out", "cut"], folder);
    await run.saying(/^trial 2: /m);
    run.kill("SIGINT");
    const ended = await run.ended;
    expect([ended.code, ended.stdout]).toEqual([130, ""]);
    expect(ended.stderr).toMatch(/^Continue with: gatecast tune .* --resume$/m);
    const resumed = await gatecastJson([...LINE, "--out", "cut", "--resume", "--quiet"], folder);
    const scores = (of: Json) => (of.trials as readonly Trial[]).map(({ trial, rmse }) => [trial, rmse]);
    expect(scores(resumed)).toEqual(scores(document));
    expect(resumed.weights_sha256).toBe(document.weights_sha256);
  });
});

test("A budget ends a search, and people are told the best trials before the scores", async () => {
  const line = "tune sales.csv --target y --horizon 6 --epochs 2 --budget 1s --out budget".split(" ");
  const { code, stdout, stderr } = await gatecast(line, folder);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^\d+ trials; the best:\n {2}trial \d+: validation RMSE [\d.]+/);
  expect(stdout).toContain("report.html");
  expect(stderr).toContain("trial 1: validation RMSE");
});

for (const [title, words, option] of [
  ["a budget of words", "--budget soon", "--budget"],
  ["a budget of nothing", "--budget 0s", "--budget"],
  ["half a trial", "--trials 1.5", "--trials"],
] as const) {
  test.concurrent(`${title} is wrong usage`, async () => {
    const { error } = await gatecastJson(["tune", "nothing.csv", "--target", "y", ...words.split(" ")], folder, 2);
    expect(error).toMatchObject({ code: "option_invalid", option });
  });
}
