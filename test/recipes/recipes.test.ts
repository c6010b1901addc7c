import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Problem, type Recipe, type RecipeOutcome, readRecipe, runRecipe } from "@gatecast/forecast";
import { renderRecipePage } from "@gatecast/forecast/report";
import { expect, test } from "vitest";
import { parse } from "yaml";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DATA = process.env.GATECAST_DATA ?? `${ROOT}../shared/data`;
const hasData = existsSync(`${DATA}/airline_passengers`);
const withData = test.skipIf(!hasData);
if (!hasData) process.stderr.write(`Recipes are not run: there are no data at ${DATA} (GATECAST_DATA).\n`);

const NAMES = ["air-quality", "metro", "passengers", "rainfall", "steering", "temperature"];
const recipe = (name: string): Recipe =>
  readRecipe(parse(readFileSync(`${ROOT}recipes/${name}.yaml`, "utf8"), { merge: true }), `${name}.yaml`);

const open = async (file: string): Promise<Uint8Array<ArrayBuffer> | null> =>
  existsSync(`${DATA}/${file}`) ? new Uint8Array(readFileSync(`${DATA}/${file}`)) : null;
const nothing = async (): Promise<null> => null;

async function run(one: Recipe, options: Partial<Parameters<typeof runRecipe>[1]> = {}): Promise<RecipeOutcome> {
  const stream = runRecipe(one, { open, seeds: [1], asWritten: false, ...options });
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
  }
}

/** Scores of the first seed by model. */
const scoresOf = (outcome: RecipeOutcome, part: string, way: "asWritten" | "doneRight") =>
  Object.fromEntries(
    outcome.parts.find(({ name }) => name === part)![way]!.runs[0]!.scores.map((score) => [score.model, score]),
  );

test("every recipe of the folder is one, and has a source with licence and checksum", () => {
  const files = readdirSync(`${ROOT}recipes`).filter((file) => file.endsWith(".yaml"));
  expect(files.sort()).toEqual(NAMES.map((name) => `${name}.yaml`));
  for (const name of NAMES) {
    const one = recipe(name);
    expect(one.name).toBe(name);
    const { data } = one;
    const files = data.kind === "table" ? [data.file] : [data.car, data.phone];
    expect(one.sources.map(({ file }) => file)).toEqual(files);
  }
});

withData("the checksums are those of the published files", () => {
  for (const name of NAMES) {
    for (const { file, sha256 } of recipe(name).sources) {
      expect(
        createHash("sha256")
          .update(readFileSync(`${DATA}/${file}`))
          .digest("hex"),
        file,
      ).toBe(sha256);
    }
  }
});

test("without data a recipe says where they are to be had, and makes nothing up", async () => {
  for (const name of NAMES.filter((one) => one !== "steering")) {
    const problem = (await run(recipe(name), { open: nothing }).catch((error: unknown) => error)) as Problem;
    expect(problem.code, name).toBe("recipe_data_missing");
    const [source] = recipe(name).sources;
    for (const fact of [source!.file, source!.url, source!.licence, source!.sha256]) {
      expect(JSON.stringify(problem.details), name).toContain(fact);
    }
  }
});

test("steering alone runs on a simulated drive, and says so", async () => {
  const short = recipe("steering");
  const part = short.parts[0]!;
  const outcome = await run({ ...short, parts: [part] }, { open: nothing });
  expect(outcome.simulated).toBe(true);
  expect(outcome.notes).toContainEqual({ code: "recipe_simulated", facts: {} });
  const { lstm, persistence } = scoresOf(outcome, "last_minutes", "doneRight");
  expect(lstm!.mae).toBeLessThan(0.7 * persistence!.mae);
  expect(renderRecipePage(outcome, { lang: "en" })).toContain("simulat");
});

withData("passengers: the tutorial loses to persistence, done right wins against it by far", async () => {
  const outcome = await run(recipe("passengers"), { asWritten: true });
  const written = scoresOf(outcome, "next_month", "asWritten");
  expect(written.persistence!.rmse).toBeCloseTo(48.664, 3);
  expect(written.lstm!.rmse).toBeGreaterThan(45);
  const right = scoresOf(outcome, "next_month", "doneRight");
  expect(right.lstm!.rmse).toBeLessThan(15.5);
  expect(outcome.outcome!.rows.test).toBe(48);
  for (const lang of ["en", "zh"] as const) expect(renderRecipePage(outcome, { lang })).toContain("<svg");
});

withData(
  "rainfall: climatology as numpy has it, and ten-month blocks no worse than it",
  async () => {
    const rainfall = recipe("rainfall");
    const [blocks, last] = rainfall.parts;
    const { done_right: _, ...writtenOnly } = last!;
    const outcome = await run({ ...rainfall, parts: [blocks!, writtenOnly] }, { asWritten: true });
    const written = scoresOf(outcome, "last_ten_months", "asWritten");
    expect(written.climatology!.rmse).toBeCloseTo(48.198, 2);
    const { lstm, climatology } = scoresOf(outcome, "ten_month_blocks", "doneRight");
    expect(lstm!.rmse).toBeLessThanOrEqual(climatology!.rmse);
  },
  120_000,
);

withData("temperature as written: cleaned as pandas cleans it, and so the same persistence", async () => {
  const temperature = recipe("temperature");
  const [max, , min] = temperature.parts;
  const written = [max!, min!].map(({ done_right: _, ...part }) => part);
  const outcome = await run({ ...temperature, parts: written }, { asWritten: true });
  expect(scoresOf(outcome, "max_temp", "asWritten").persistence!.rmse).toBeCloseTo(3.6586, 3);
  expect(outcome.cleaned!.after.rows).toBeLessThanOrEqual(outcome.cleaned!.before.rows);
  expect(outcome.parts.map(({ name }) => name)).toEqual(["max_temp", "min_temp"]);
});

withData("steering: rows and persistence as numpy has them", async () => {
  const steering = recipe("steering");
  const outcome = await run({ ...steering, parts: [steering.parts[0]!] });
  const { lstm, persistence } = scoresOf(outcome, "last_minutes", "doneRight");
  const expected = [0.1852, 0.35, 0.5, 0.64, 0.78];
  persistence!.perStep.forEach(({ mae }, step) => {
    expect(Math.abs(mae - expected[step]!)).toBeLessThan(0.012);
    expect(lstm!.perStep[step]!.mae).toBeLessThan(mae);
  });
  expect(outcome.outcome!.frame.time.length).toBe(3419);
});

withData("metro: five busiest stations of the training part, and the mean over them first", async () => {
  const metro = recipe("metro");
  const quick = structuredClone(metro.parts[0]!);
  quick.done_right!.fit = { ...quick.done_right!.fit, epochs: 1, lookback: 6 };
  const outcome = await run({ ...metro, parts: [quick] });
  const names = outcome.parts.map(({ name }) => name);
  expect(names).toEqual(["next_slot", ...["s16", "s10", "s5", "s8", "s11"].map((station) => `next_slot_${station}`)]);
  const rmse = (part: string) => scoresOf(outcome, part, "doneRight").ridge!.rmse;
  const mean = names.slice(1).reduce((sum, name) => sum + rmse(name), 0) / 5;
  expect(rmse("next_slot")).toBeCloseTo(mean, 9);
});

test("a tutorial's table that goes through a workbook comes back as it was", async () => {
  const file = (column: string): Uint8Array<ArrayBuffer> => {
    const rows = Array.from(
      { length: 60 },
      (_, t) => `${(t * 7) % 11},${(t % 12) / 3 + t / 7},${t % 9 === 0 ? "" : t}`,
    );
    return new TextEncoder().encode(`a,y,${column}\n${rows.join("\n")}\n`);
  };
  const small = (through: object): Recipe =>
    readRecipe({
      name: "small",
      sources: [{ file: "a.csv", url: "none", licence: "none", sha256: "0".repeat(64) }],
      data: { kind: "table", file: "a.csv" },
      tutorial: { metric: "rmse", values: [1], source: "a book" },
      parts: [
        {
          name: "next",
          title: { en: "next", zh: "下一个" },
          unit: "",
          metric: "rmse",
          as_written: {
            ...through,
            fit: {
              ...{
                leaky: true,
                target: "y",
                past: ["a"],
                lookback: 3,
                rows: { train: 40, test: 20 },
                windows: "across",
              },
              preparation: { target: [{ kind: "min_max" }], covariates: [{ kind: "min_max" }], window: "none" },
              ...{ fit_on: "all", units: [2], epochs: 2, batch: 4 },
            },
          },
        },
      ],
    });
  const scores = async (through: object, column = "more") => {
    const story = await run(small(through), { open: async () => file(column), asWritten: true });
    expect(story.tutorial!.source).toEqual({ en: "a book", zh: "a book" });
    return story.parts[0]!.asWritten!.runs[0]!.scores;
  };
  expect(await scores({ through: "excel" })).toEqual(await scores({}));
  // It does go through one: a sheet has no room for this name.
  const long = "x".repeat(40_000);
  await expect(scores({}, long)).resolves.toBeDefined();
  await expect(scores({ through: "excel" }, long)).rejects.toMatchObject({ code: "cell_too_long" });
});

test("what is no recipe is refused with its place", () => {
  const broken = { ...recipe("passengers"), parts: [] };
  expect(() => readRecipe(broken)).toThrow(expect.objectContaining({ kind: "usage", code: "recipe_invalid" }));
  const leak = structuredClone(recipe("passengers")) as unknown as {
    parts: { as_written: { fit: { leaky: boolean } } }[];
  };
  leak.parts[0]!.as_written.fit.leaky = false;
  expect(() => readRecipe(leak)).toThrow(/parts\.0\.as_written\.fit\.leaky/);
});
