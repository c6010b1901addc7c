import { readSafetensors } from "@gatecast/nn";
import { beforeAll, expect, test } from "vitest";
import { writeModelFile } from "../artifact/index.ts";
import { fit, loadModel } from "./index.ts";
import { dailyTable, QUICK } from "./series.fixture.ts";

/** A sound file taken apart; what is changed in it gets a checksum that fits. */
let facts: Record<string, Record<string, unknown>>;
let tensors: ReturnType<typeof readSafetensors>["tensors"];

beforeAll(async () => {
  const { model } = await fit(dailyTable(), QUICK);
  const file = readSafetensors(await model.save());
  model.close();
  facts = JSON.parse(file.metadata.facts!) as typeof facts;
  tensors = file.tensors;
});

const rewritten = (group: string, change: object) => {
  const changed = Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, structuredClone(value)]));
  changed[group] = group in change ? (change as typeof facts)[group]! : { ...changed[group], ...change };
  return writeModelFile("model", changed, tensors);
};

test("the file put together again unchanged does load", async () => {
  (await loadModel(await rewritten("task", {}))).close();
});

test.each([
  ["millions of layers", "network", { units: Array<number>(3_000_000).fill(1) }],
  ["a layer beyond all bounds", "network", { units: [1e9] }],
  ["a look-back beyond all bounds", "task", { lookback: 1e9 }],
  ["a look-back that its tensors do not have", "task", { lookback: 100_000 }],
  ["a horizon that its tensors do not have", "task", { horizon: 99 }],
  ["the name of something every object has", "network", { cell: "constructor" }],
  ["the name of a prototype", "network", { cell: "__proto__" }],
  ["an end beyond all time", "fitted_until", { fitted_until: 1e300 }],
  ["a season of nothing", "season", { season: 0 }],
  ["more columns than it has rows of", "task", { past: ["wind", "plan"] }],
  ["a key that nobody knows", "surprise", { surprise: { run: "me" } }],
])("a file with %s is refused before anything is made of it", async (_, group, change) => {
  await expect(loadModel(await rewritten(group, change))).rejects.toMatchObject({ name: "Problem", kind: "model" });
});

test("hostile files take no memory that stays", async () => {
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 30; i++) await loadModel(await rewritten("task", { lookback: 100_000 })).catch(() => {});
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
});
