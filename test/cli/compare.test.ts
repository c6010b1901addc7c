import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";
import { gatecast, gatecastJson, type Json, makeFolder, monthly, PROGRAM, put, readCells, start } from "./cli.ts";

const folder = makeFolder();
const FIT = "--target y --horizon 3 --lookback 6 --units 4 --epochs 3 --no-linear-path".split(" ");
const LINE = ["compare", "sales.csv", "--cells", "lstm,gru", "--seeds", "2", ...FIT];

interface Run {
  readonly seed: number;
  readonly rmse: number;
  readonly weights_sha256: string;
}
interface Cell {
  readonly cell: string;
  readonly units: readonly number[];
  readonly learning_rate: number;
  readonly mean: { readonly rmse: number };
  readonly runs: readonly Run[];
  readonly failure: { readonly code: string } | null;
}
const cellsOf = (document: Json) => document.cells as readonly Cell[];

beforeAll(() => {
  put(folder, "sales.csv", monthly(120));
});

describe("compare", () => {
  let document: Json;
  beforeAll(async () => {
    document = await gatecastJson([...LINE, "--quiet", "--out", "run", "--charts", "svg"], folder);
  }, 60_000);

  test("prints one document: every cell with its runs, the baselines, the tests and the conclusion", () => {
    expect(document).toMatchObject({
      ...{ command: "compare", target: "y", seeds: [1, 2], horizon: 3, lookback: 6 },
      verdict: expect.stringMatching(/\.$/),
      verdict_code: expect.stringMatching(/^[a-z_]+$/),
      independent_windows: expect.any(Number),
    });
    const [lstm, gru] = cellsOf(document);
    expect(cellsOf(document).map(({ cell }) => cell)).toEqual(["lstm", "gru"]);
    expect(lstm!.units).toEqual([4]);
    const [first, second] = gru!.runs;
    expect(gru!.mean.rmse).toBeCloseTo((first!.rmse + second!.rmse) / 2, 10);
    const baselines = document.baselines as readonly { readonly model: string }[];
    expect(baselines.map(({ model }) => model)).toEqual([
      ...["persistence", "seasonal_naive", "drift", "climatology", "ridge"],
    ]);
    const tests = document.tests as readonly object[];
    expect(tests).toHaveLength(3);
    expect(Object.keys(tests[0]!)).toEqual([
      ...[
        "first",
        "second",
        "against",
        "change",
        "interval",
        "statistic",
        "p",
        "adjusted",
        "reason",
        "better",
        "because",
        "closer_in",
      ],
    ]);
  });

  test("writes a page, its charts and every run, and keeps no checkpoint", () => {
    const page = readFileSync(document.files.report ?? "", "utf8");
    expect(page).toContain("What the tests say");
    expect(document.files.charts).toHaveLength(4);
    const [head, ...rows] = readCells(document.files.runs ?? "");
    expect(head?.slice(0, 5)).toEqual(["cell", "seed", "units", "parameters", "learning_rate"]);
    expect(rows.map(([cell, seed]) => [cell, seed])).toEqual([
      ["lstm", "1"],
      ["lstm", "2"],
      ["gru", "1"],
      ["gru", "2"],
    ]);
    for (const row of rows) expect(row).toHaveLength(head!.length);
    expect(existsSync(join(folder, "run", "compare-checkpoint.json"))).toBe(false);
  });

  test("trains each cell as fit does with the same cell, units, learning rate and seed", async () => {
    const gru = cellsOf(document)[1]!;
    const own = ["--cell", "gru", "--units", gru.units.join(","), "--learning-rate", String(gru.learning_rate)];
    const line = ["fit", "sales.csv", ...FIT, ...own, "--seed", "2", "--quiet", "--out", "fit"];
    const fitted = await gatecastJson(line, folder);
    expect(fitted.weights_sha256).toBe(gru.runs[1]!.weights_sha256);
    expect(fitted.scores.slice(1)).toEqual(document.baselines);
  });

  test("goes on after an interruption to the same scores, having said what was kept", async () => {
    const run = start(process.execPath, [PROGRAM, ...LINE, "--out", "cut"], folder);
    await run.saying(/^gru, learning rate 0\.001: /m);
    run.kill("SIGINT");
    const ended = await run.ended;
    expect([ended.code, ended.stdout]).toEqual([130, ""]);
    expect(ended.stderr).toContain(`What was reached is saved in ${join("cut", "compare-checkpoint.json")}.`);
    expect(ended.stderr).toMatch(/^Continue with: gatecast compare .* --resume$/m);
    const resumed = await gatecastJson([...LINE, "--out", "cut", "--resume", "--quiet"], folder);
    const reached = (of: Json) =>
      cellsOf(of).map(({ runs }) => runs.map(({ weights_sha256, rmse }) => [weights_sha256, rmse]));
    expect(reached(resumed)).toEqual(reached(document));
    expect([resumed.tests, resumed.verdict]).toEqual([document.tests, document.verdict]);
  });
});

test("People are told the scores, the tests and the conclusion, in Chinese as well, and a configuration is taken", async () => {
  put(
    folder,
    "sales.yaml",
    "target: y\nhorizon: 1\nlookback: 6\nunits: [4]\nepochs: 2\ncell: gru\nlearning_rate: 0.01\n",
  );
  const line = ["compare", "sales.csv", "--config", "sales.yaml", "--seeds", "1", "--lang", "zh", "--out", "zh"];
  const { code, stdout, stderr } = await gatecast(line, folder);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^模型 +RMSE/);
  expect(stdout).toMatch(/^gru – .* /m);
  expect(stdout.replaceAll("\n", "")).toContain("仅凭一个种子无法得知换一个种子会怎样");
  expect(stdout).toContain("comparison.html");
  expect(stderr).toMatch(/^gru，种子 1：测试 RMSE/m);
  expect(stderr).not.toContain("学习率 0.001");
});

test("A cell of one's own is compared from its file, and a file that makes none is told", async () => {
  const engine = pathToFileURL(join(ROOT, "packages/engine/dist/index.js")).href;
  const program = `import { cell, tanh } from ${JSON.stringify(engine)};
    export default cell({ name: "mine", source: "mine", states: ["h"], gates: { n: "x + h" }, step: ({ n }) => ({ h: tanh(n) }) });`;
  put(folder, "mine.mjs", program);
  const cells = "mine.mjs,rnn,mine.mjs+bidirectional,rnn+dilated:1/2";
  const line = ["compare", "sales.csv", "--cells", cells, "--seeds", "1", ...FIT, "--quiet", "--out", "own"];
  expect(cellsOf(await gatecastJson(line, folder)).map(({ cell, failure }) => [cell, failure])).toEqual([
    ["mine", null],
    ["rnn", null],
    ["mine+bidirectional", null],
    ["rnn+dilated:1/2", null],
  ]);
  put(folder, "none.mjs", "export const answer = 42;\n");
  const { error } = await gatecastJson(
    ["compare", "sales.csv", "--cells", "lstm,none.mjs", "--target", "y"],
    folder,
    2,
  );
  expect(error).toMatchObject({ code: "cell_unreadable", option: "--cells", file: "none.mjs" });
});

test("The configuration that a comparison shows, in a file, repeats it", async () => {
  const cells = "rnn,gru,rnn+stacked:2+residual-layers";
  const line = ["compare", "sales.csv", "--cells", cells, "--seeds", "1", ...FIT, "--quiet"];
  const document = await gatecastJson([...line, "--out", "shown"], folder);
  put(folder, "again.json", JSON.stringify(document.configuration));
  const again = await gatecastJson(
    ["compare", "sales.csv", "--config", "again.json", "--quiet", "--out", "again"],
    folder,
  );
  expect(cellsOf(again).map(({ runs }) => runs.map(({ weights_sha256 }) => weights_sha256))).toEqual(
    cellsOf(document).map(({ runs }) => runs.map(({ weights_sha256 }) => weights_sha256)),
  );
  expect([again.configuration, again.tests]).toEqual([document.configuration, document.tests]);
  put(folder, "seeds.yaml", "target: y\ncells: lstm,gru\nseeds: none\n");
  const { error } = await gatecastJson(["compare", "sales.csv", "--config", "seeds.yaml"], folder, 2);
  expect(error).toMatchObject({ code: "option_invalid", option: "--seeds", file: "seeds.yaml" });
});

test("Cells that cannot be compared are left out and told once, wherever they stand; without any other it is wrong usage", async () => {
  const cells = ["--cells", "t-gcn,rnn", "--seeds", "1", "--learning-rate", "0.01"];
  const { code, stdout, stderr } = await gatecast(["compare", "sales.csv", ...cells, ...FIT, "--out", "left"], folder);
  expect(code, stderr).toBe(0);
  expect(stderr.match(/t-gcn/g)).toHaveLength(2);
  expect(stderr).toMatch(/^t-gcn: left out\. The cell "t-gcn" needs a graph/m);
  expect(stdout.replaceAll("\n", " ")).toContain('Not compared: t-gcn. t-gcn: The cell "t-gcn" needs a graph');
  const none = ["compare", "sales.csv", "--target", "y", "--cells", "t-gcn,gc-lstm"];
  const { error } = await gatecastJson(none, folder, 2);
  expect(error).toMatchObject({
    code: "graph_missing",
    option: "--cells",
    hint: "Give --graph FILE, or other --cells.",
  });
  expect(existsSync(join(folder, "gatecast-sales"))).toBe(false);
});

test("Several series of a file are compared together, one of them alone where it is named", async () => {
  const rows = ["north", "south"].flatMap((id, s) =>
    monthly(100 + 6 * s)
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => `${id},${line}`),
  );
  put(folder, "shops.csv", `shop,ds,units\n${rows.join("\n")}\n`);
  const quick = "--target units --horizon 1 --lookback 6 --units 4 --epochs 2 --test 12 --no-linear-path".split(" ");
  const line = ["compare", "shops.csv", ...quick, "--seeds", "2"];
  const document = await gatecastJson([...line, "--quiet", "--out", "shops", "--charts", "svg"], folder);
  expect(document).toMatchObject({
    ...{ unique_id: null, measure: "mase", series: { given: 2, fitted: 2, scored: 2 } },
    ...{ windows: 24, origins: 18, verdict: expect.stringContaining("MASE") },
  });
  const tests = document.tests as readonly { readonly closer_in: number }[];
  for (const { closer_in } of tests) expect([0, 1, 2]).toContain(closer_in);
  expect(readFileSync(document.files.report ?? "", "utf8")).toContain("closer in");

  const run = start(process.execPath, [PROGRAM, ...line, "--out", "shops-cut"], folder);
  await run.saying(/^gru, learning rate 0\.001: /m);
  run.kill("SIGINT");
  expect((await run.ended).code).toBe(130);
  const resumed = await gatecastJson([...line, "--out", "shops-cut", "--resume", "--quiet"], folder);
  expect(resumed.tests).toEqual(document.tests);

  const one = await gatecastJson([...line, "--series", "north", "--quiet", "--out", "north"], folder);
  expect(one).toMatchObject({ unique_id: "north", measure: "rmse", series: null });
}, 60_000);

for (const [title, words, facts] of [
  [
    "a cell of another name",
    "--cells lstm,gruu",
    { code: "cell_unknown", option: "--cells", hint: 'Did you mean "gru"?' },
  ],
  [
    "what cannot go around a cell",
    "--cells lstm+variational",
    { code: "option_invalid", option: "--cells", hint: "Write it as in lstm+variational:0.2." },
  ],
  ["no seed", "--seeds 0", { code: "option_invalid", option: "--seeds" }],
  ["seeds in words", "--seeds many", { code: "option_invalid", option: "--seeds", found: '"many"' }],
  ["half a parameter", "--parameters 0.5", { code: "option_invalid", option: "--parameters" }],
  ["the option for one cell", "--cell lstm", { code: "option_unknown" }],
  ["an option of fit that is none", "--horizon none", { code: "option_invalid", option: "--horizon" }],
] as const) {
  test.concurrent(`${title} is wrong usage, before any data is read`, async () => {
    const { error } = await gatecastJson(["compare", "nothing.csv", "--target", "y", ...words.split(" ")], folder, 2);
    expect(error).toMatchObject({ kind: "usage", ...facts });
  });
}

test("Where there is no checkpoint, or one of another comparison, there is nothing to go on with", async () => {
  const line = ["compare", "sales.csv", ...FIT, "--out", "other", "--resume"];
  expect((await gatecastJson(line, folder, 2)).error).toMatchObject({ kind: "usage", code: "file_missing" });
  put(join(folder, "run"), "compare-checkpoint.json", "{");
  const broken = ["compare", "sales.csv", ...FIT, "--out", "run", "--resume"];
  expect((await gatecastJson(broken, folder, 4)).error).toMatchObject({
    code: "checkpoint_unreadable",
    option: "--resume",
  });
});
