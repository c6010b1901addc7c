import { Engine, seed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { expect, test } from "vitest";
import { fit } from "../fit/index.ts";
import { windowWork } from "../models/index.ts";
import { SMALL, table } from "./explain.fixture.ts";
import { explain } from "./explain.ts";
import type { ExplainProgress } from "./options.ts";
import { effortFor, isFull } from "./work.ts";

test("a small network's inputs are exchanged five times between 500 windows, or as often as asked", () => {
  expect(effortFor(1e5, 10, undefined)).toEqual({ windows: 500, repeats: 5 });
  expect(effortFor(1e5, 10, 2)).toEqual({ windows: 500, repeats: 2 });
  expect(isFull({ windows: 500, repeats: 2 }, 2)).toBe(true);
});

test("windows become fewer before draws do, neither below what tells something, and the work stays within its bound", () => {
  const work = (effort: { windows: number; repeats: number }, each: number, inputs: number) =>
    effort.windows * effort.repeats * each * inputs;
  let before = effortFor(1, 1, undefined);
  for (let each = 1e4; each < 1e9; each *= 3) {
    const effort = effortFor(each, 200, undefined);
    expect(effort.windows).toBeLessThanOrEqual(before.windows);
    expect(effort.repeats).toBeLessThanOrEqual(before.repeats);
    if (effort.repeats < 5) expect(effort.windows).toBe(50);
    if (effort.repeats > 2) expect(work(effort, each, 200)).toBeLessThanOrEqual(2e11);
    before = effort;
  }
  expect(before).toEqual({ windows: 50, repeats: 2 });
  expect(effortFor(1e9, 200, 7)).toEqual({ windows: 50, repeats: 7 });
  expect(isFull(before, undefined)).toBe(false);
});

test("every node of a graph is worked for", async () => {
  const engine = await Engine.create();
  const graph = [
    [0, 1, 0],
    [1, 0, 1],
    [0, 1, 0],
  ];
  const layers = [{ kind: "recurrent", cell: "t-gcn", units: 4, output: "last", directions: 1 }] as const;
  const spec = { steps: 5, features: 3, extras: 0, outputs: 2, linearPath: true };
  const with3 = await Network.create(engine, { ...spec, layers: [{ ...layers[0], graph }] }, seed(1));
  expect(windowWork(with3)).toBe(3 * 5 * with3.parameters.count);
  engine.close();
});

test("progress counts the inputs, and a signal stops within them", async () => {
  const { model } = await fit(table(), { ...SMALL, past: ["leads", "noise"], epochs: 1 });
  const seen: ExplainProgress[] = [];
  await explain(model, table(), { repeats: 1 }, { onProgress: (reached) => seen.push(reached) });
  expect(seen).toEqual([0, 1, 2].map((inputs) => ({ inputs, of: 3 })));
  const stop = new AbortController();
  const stopped = explain(
    model,
    table(),
    { repeats: 1000 },
    { signal: stop.signal, onProgress: () => stop.abort("enough") },
  );
  await expect(stopped).rejects.toBe("enough");
  model.close();
});
