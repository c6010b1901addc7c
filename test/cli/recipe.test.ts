import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { gatecast, gatecastJson, type Json, makeFolder, monthly, PROGRAM, put, start } from "./cli.ts";

const folder = makeFolder();
const sha256 = createHash("sha256").update(monthly(120)).digest("hex");
const FIT = "target: y, horizon: 1, lookback: 12, units: [2], linear_path: false, patience: 300";

const recipe = (epochs: number): string => `name: sales
sources:
  - { file: sales.csv, url: "https://example.org/sales", licence: CC0, sha256: ${sha256} }
data: { kind: table, file: sales.csv }
tutorial: { metric: rmse, values: [9.5], source: a blog }
parts:
  - name: next_month
    title: { en: the next month, zh: 下一个月 }
    unit: ""
    metric: rmse
    as_written: &written
      fit: { leaky: true, target: y, lookback: 1, horizon: 1, rows: { train: 90, test: 30 }, units: [2], epochs: 1, batch: 10,
        windows: across, fit_on: train, preparation: { target: [{ kind: min_max }], covariates: [], window: none } }
    done_right: { fit: { ${FIT}, epochs: ${epochs} } }
  - name: again
    title: { en: once more, zh: 再来一次 }
    unit: ""
    metric: mae
    as_written: { <<: *written }
`;

interface Scored {
  readonly model: string;
  readonly rmse: number;
}
interface Seed {
  readonly seed: number;
  readonly scores: readonly Scored[];
  readonly seconds: number;
}

beforeAll(() => {
  put(folder, "sales.csv", monthly(120));
  put(folder, "sales.yaml", recipe(2));
  put(folder, "long.yaml", recipe(3000));
  put(folder, "broken.yaml", "name: [sales\n");
  put(folder, "partless.yaml", recipe(2).replace(/^parts:[\s\S]*/m, ""));
});

test("recipe list names the recipes that come with it, their sources and whether the data is at hand", async () => {
  const { recipes } = await gatecastJson(["recipe", "list", "--data", "."], folder);
  const names = (recipes as readonly { readonly name: string }[]).map(({ name }) => name);
  for (const name of ["temperature", "air-quality", "passengers", "rainfall", "steering", "metro"]) {
    expect(names).toContain(name);
  }
  for (const { sources } of recipes as readonly { readonly sources: readonly object[] }[]) {
    for (const source of sources) {
      expect(source).toMatchObject({ licence: expect.any(String), sha256: expect.any(String), at_hand: false });
    }
  }
  expect((await gatecast(["recipe", "list", "--lang", "zh"], folder)).stdout).toContain("没有");
});

test("A data folder that is not there is an error, and no reason to make data up", async () => {
  for (const line of [
    ["recipe", "run", "steering", "--data", "nowhere"],
    ["recipe", "list", "--data", "nowhere"],
  ]) {
    const ended = await gatecast(line, folder);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/no folder "nowhere"[\s\S]*--data/);
  }
});

describe("recipe run", () => {
  let document: Json;
  beforeAll(async () => {
    const line = ["recipe", "run", "sales.yaml", "--seeds", "2", "--as-written", "--data", "."];
    document = await gatecastJson([...line, "--charts", "svg"], folder);
  }, 60_000);

  test("has the keys of fit, its scores being means over the seeds", () => {
    for (const key of ["target", "lookback", "horizon", "rows", "best_baseline", "skill", "verdict", "configuration"]) {
      expect(document, key).toHaveProperty(key);
    }
    const seeds = document.seeds as readonly Seed[];
    expect(seeds.map(({ seed }) => seed)).toEqual([1, 2]);
    const own = (scores: readonly Scored[]): number => scores[0]?.rmse ?? Number.NaN;
    const [first, second] = seeds.map(({ scores }) => own(scores));
    expect(first).not.toBe(second);
    expect(own(document.scores as unknown as readonly Scored[])).toBeCloseTo(((first ?? 0) + (second ?? 0)) / 2, 12);
  });

  test("tells the tutorial's way and its own numbers, and every part", () => {
    const written = document.as_written as { readonly seeds: readonly Seed[] };
    expect(written.seeds.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(written.seeds[0]).toMatchObject({ scores: expect.any(Array), seconds: expect.any(Number) });
    expect(document.tutorial).toEqual({ metric: "rmse", values: [9.5], source: "a blog" });
    expect(document).toMatchObject({
      command: "recipe run",
      recipe: "sales",
      simulated: false,
      parts: [{ name: "next_month" }, { name: "again", done_right: null }],
    });
  });

  test("writes a page and its charts", () => {
    expect(document.files.report).toBe(join(folder, "gatecast-sales", "report.html"));
    expect(readFileSync(document.files.report ?? "", "utf8")).toContain("</html>");
    expect((document.files.charts ?? []).length).toBeGreaterThan(0);
  });

  test("gives the same weights and scores again", async () => {
    const line = ["recipe", "run", "sales.yaml", "--seeds", "1", "--data", ".", "--out", "again", "--quiet"];
    const again = await gatecastJson(line, folder);
    const [first] = again.seeds as readonly Seed[];
    expect(first?.scores).toEqual((document.seeds as readonly Seed[])[0]?.scores);
    expect(again.weights_sha256).toBe(document.weights_sha256);
    expect(again.as_written).toBe(null);
  });
});

describe("what a recipe cannot do without", () => {
  test("is its data: the source, its licence and the checksum are named, and nothing is invented", async () => {
    const empty = makeFolder();
    const line = ["recipe", "run", "sales.yaml", "--data", empty];
    const { error } = await gatecastJson(line, folder, 3);
    const needed = expect.stringMatching(/https:\/\/example\.org\/sales.*CC0.*[0-9a-f]{64}/);
    expect(error).toMatchObject({ code: "recipe_data_missing", needed, option: "--data" });
  });

  test("is the file that it was written for, or it says so", async () => {
    put(folder, "other.yaml", recipe(1).replace(sha256, "f".repeat(64)).replace("name: sales", "name: other"));
    const json = await gatecastJson(["recipe", "run", "other.yaml", "--seeds", "1", "--data", "."], folder);
    expect(json.notes).toEqual(expect.arrayContaining([expect.objectContaining({ code: "recipe_other_file" })]));
  });

  const WRONG: readonly [string, string, object][] = [
    ["its name", "passenger", { code: "recipe_unknown", hint: 'Did you mean "passengers"?' }],
    ["its file", "no.yaml", { code: "file_missing", file: "no.yaml" }],
    ["its form", "broken.yaml", { code: "recipe_invalid", file: "broken.yaml" }],
    ["its parts", "partless.yaml", { code: "recipe_invalid", found: expect.stringContaining("parts") }],
    ["a number of seeds", "sales.yaml --seeds 0", { code: "option_invalid", option: "--seeds" }],
  ];
  for (const [title, words, facts] of WRONG) {
    test.concurrent(`is ${title}`, async () => {
      const { error } = await gatecastJson(["recipe", "run", ...words.split(" ")], folder, 2);
      expect(error).toMatchObject({ kind: "usage", ...facts });
    });
  }
});

test("An interruption ends with 130 and the report of what was reached", async () => {
  const args = ["recipe", "run", "long.yaml", "--as-written", "--seeds", "1", "--data", ".", "--out", "long"];
  const run = start(process.execPath, [PROGRAM, ...args], folder);
  await run.saying(/done right, seed 1/);
  run.kill("SIGINT");
  const { code, stdout, stderr } = await run.ended;
  expect([code, stdout]).toEqual([130, ""]);
  expect(stderr).toContain(`What was reached is saved in ${join("long", "report.html")}.`);
  expect(existsSync(join(folder, "long", "report.html"))).toBe(true);
});
