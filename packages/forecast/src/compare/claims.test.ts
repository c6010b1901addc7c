import { generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import type { Frame } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import type { FitOptions } from "../fit/index.ts";
import { compare } from "./index.ts";

const random = generator(seed(11));
const frame = (next: (before: number) => number): Frame => {
  let value = 0.3;
  const y = Float64Array.from({ length: 500 }, () => {
    value = next(value);
    return value;
  });
  return frameFrom({ id: "made", start: "2020-01-01", step: "day", columns: { y } });
};
const options: FitOptions = {
  ...{ target: "y", horizon: 1, lookback: 3, season: 1, calendar: [], units: [8], epochs: 40, patience: 15 },
  ...{ learning_rate: 0.02, split: { validation: 100, test: 100 } },
  preparation: { target: [{ kind: "standard" }], covariates: [], window: "none" },
};

test("where the next value is a curve of the last one, that cells beat every line is borne out", async () => {
  // The logistic map: no line tells more than its mean.
  const outcome = await compare(
    frame((before) => 3.9 * before * (1 - before)),
    options,
    { seeds: 3 },
  );
  expect(outcome.verdict).toBe("cells_better");
  const against = outcome.tests.filter((one) => one.against === "baseline");
  expect(against.map(({ first, better }) => [first, better])).toEqual([
    ["lstm", "lstm"],
    ["gru", "gru"],
  ]);
  for (const { change, adjusted, interval } of against) {
    expect(change).toBeLessThan(-0.3);
    expect(adjusted).toBeLessThan(0.01);
    expect(interval![1]).toBeLessThan(0);
  }
});

test("where nothing can be known of the next value, nobody is called better than the best baseline", async () => {
  const outcome = await compare(frame(random), options, { seeds: 3 });
  expect(outcome.verdict).not.toBe("cells_better");
  for (const { better, second } of outcome.tests) expect([null, second]).toContain(better);
});

/** Series on scales of their own, one behind the other in the same stream of chance. */
const panel = (next: (before: number) => number): Frame[] =>
  [1, 50, 2000].map((level) => {
    const one = frame(next);
    const y = one.columns[0]!.values.subarray(0, 240).map((value) => level * value);
    return { ...frameFrom({ id: `of ${level}`, start: "2020-01-01", step: "day", columns: { y } }) };
  });
const overMany = { ...options, split: { validation: 40, test: 40 } };

test("over several series as well, what cells can know is borne out, in every one of them", async () => {
  const series = panel((before) => 3.9 * before * (1 - before));
  const outcome = await compare(series, overMany, { seeds: 3 });
  expect([outcome.verdict, outcome.origins]).toEqual(["cells_better", 40]);
  for (const { first, better, closerIn, adjusted } of outcome.tests.filter((one) => one.against === "baseline")) {
    expect([better, closerIn]).toEqual([first, 3]);
    expect(adjusted).toBeLessThan(0.01);
  }
});

test("over several series of which nothing can be known, nobody is called better than the best baseline", async () => {
  const outcome = await compare(panel(random), overMany, { seeds: 3 });
  expect(outcome.verdict).not.toBe("cells_better");
  for (const { better, second } of outcome.tests) expect([null, second]).toContain(better);
});
