import { Engine, generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import type { Frame } from "../contracts/index.ts";
import { Breath } from "../contracts/pause.ts";
import { airPassengers, frameFrom, timeAt } from "../data/index.ts";
import { fitPreparation, prepareFrame } from "../prepare/index.ts";
import { candidates } from "./candidates.ts";
import { choose, nearCutoff } from "./choose.ts";
import { fitStream } from "./fit.ts";
import { foldCutoffs } from "./folds.ts";
import { glimpseOf, Judge } from "./judge.ts";
import { readFitOptions } from "./options.ts";
import { dailyTable } from "./series.fixture.ts";
import { settleSizes } from "./sizes.ts";

/** Hours with a day in them that breathes, and a level that wanders. */
function hourly(rows: number): Frame {
  const random = generator(seed(7));
  let level = 50;
  const y = Float64Array.from({ length: rows }, (_, t) => {
    level += random() - 0.5;
    const day = [3, 2, 1, 1, 2, 4, 8, 12, 13, 11, 10, 9, 9, 10, 11, 12, 13, 12, 9, 7, 6, 5, 4, 3][t % 24]!;
    return level + day * (1 + level / 100) + 2 * random();
  });
  return frameFrom({ start: "2024-01-01 00:00", step: "hour", columns: { y } });
}

async function chosen(frame: Frame, target: string) {
  const settings = readFitOptions({ target });
  const sizes = settleSizes(frame, settings);
  const engine = await Engine.create();
  const stream = choose(engine, frame, settings, sizes.rows, sizes, undefined);
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return { choice: next.value, sizes, settings, engine };
  }
}

for (const [name, frame, target] of [
  ["months that grow", airPassengers(), "passengers"],
  ["hours", hourly(900), "y"],
  ["days with a weekly swing", dailyTable(400), "y"],
] as const) {
  test(`${name}: the choice is as good as the best of all that were looked at closely`, async () => {
    const { choice, sizes, settings, engine } = await chosen(frame, target);
    const { rows, found, horizon, lookbacks } = sizes;
    const tried = candidates(frame, settings, rows.train, found);
    expect(tried.length).toBeGreaterThan(5);
    const task = { target, past: [], future: [], calendar: tried.at(-2)!.calendar, lookback: 0, horizon };
    const compared = { frame, rows, cutoffs: foldCutoffs(rows), task, season: found, strength: undefined };
    const judge = new Judge(engine, compared, new Breath());
    let best = Number.POSITIVE_INFINITY;
    for (const candidate of tried) {
      for (const lookback of lookbacks) {
        const judged = await judge.judge(candidate, lookback, "close");
        best = Math.min(best, judged?.error ?? Number.POSITIVE_INFINITY);
      }
    }
    const { facts } = choice.notes.find(({ code }) => code === "preparation_chosen")!;
    expect(facts.validation_rmse).toBeLessThanOrEqual(best * 1.001);
    engine.close();
  });
}

test("a glance at a long window takes in its latest rows, and those that lie whole seasons before the steps it compares", () => {
  const frame = hourly(2000);
  const task = { target: "y", past: [], future: [], calendar: [], lookback: 504, horizon: 168 };
  const prepare = (lag: number) => {
    const steps = [{ kind: "difference" as const, lag }];
    const spec = { target: steps, covariates: [], window: "none" as const };
    return prepareFrame(fitPreparation(spec, frame, task, 1500), frame, task);
  };
  const { rows, steps, waves } = glimpseOf(prepare(168), [], 168);
  expect(waves).toBe(false);
  expect(steps.length).toBeLessThanOrEqual(16);
  expect(rows.length).toBeLessThan(140);
  expect(rows).toContain(503);
  for (const step of steps) for (const weeks of [1, 2, 3]) expect(rows).toContain(504 + step - 168 * weeks);
  // A difference shorter than the horizon adds up earlier steps.
  expect(glimpseOf(prepare(24), [], 168).steps).toHaveLength(168);
  const short = { ...prepare(168), task: { ...task, lookback: 48, horizon: 12 } };
  expect(glimpseOf(short, ["hour"], 24)).toEqual({
    rows: Array.from({ length: 48 }, (_, i) => i),
    steps: Array.from({ length: 12 }, (_, i) => i),
    waves: true,
  });
});

test("choosing looks at the rows around the cutoff only, where a table is very long", () => {
  const y = Float64Array.from({ length: 400_000 }, (_, t) => t);
  const frame = frameFrom({ start: "2000-01-01 00:00", step: "hour", columns: { y } });
  const near = nearCutoff(frame, { train: 250_000, validation: 70_000, test: 80_000 }, 100);
  expect(near.rows).toEqual({ train: 50_000, validation: 12_500, test: 80_000 });
  expect(near.frame.columns[0]!.values[0]).toBe(200_000);
  expect(near.frame.time.length).toBe(62_500);
  expect(timeAt(near.frame.time, 0)).toBe(timeAt(frame.time, 200_000));
  const rows = { train: 2000, validation: 500, test: 500 };
  expect(nearCutoff(frame, rows, 100)).toEqual({ frame, rows });
});

test("a fit says how far choosing is, and stops in the midst of it", async () => {
  const kinds: string[] = [];
  for await (const event of fitStream(airPassengers(), { target: "passengers", epochs: 0 })) {
    kinds.push(event.kind);
    if (event.kind === "choosing") expect(event.tried).toBeLessThan(event.of);
  }
  expect(kinds.filter((kind) => kind === "choosing").length).toBeGreaterThan(10);
  expect(kinds.lastIndexOf("choosing")).toBeLessThan(kinds.indexOf("epoch"));

  const stop = new AbortController();
  const aborted = (async () => {
    for await (const event of fitStream(hourly(3000), { target: "y" }, { signal: stop.signal })) {
      if (event.kind === "choosing") stop.abort(new Error("enough"));
      expect(event.kind).not.toBe("epoch");
    }
  })();
  await expect(aborted).rejects.toThrow("enough");
});
