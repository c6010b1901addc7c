import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Network } from "@gatecast/nn";
import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";

interface Workload {
  readonly name: string;
  readonly inputs: number;
  readonly steps: number;
  readonly units: readonly number[];
  readonly dense: readonly number[];
  readonly outputs: number;
}
type Count = (workload: Workload) => number;

/** A module of bench/, which is plain JavaScript. */
const load = async <T>(path: string): Promise<T> => (await import(pathToFileURL(join(ROOT, "bench", path)).href)) as T;
const { WORKLOADS } = await load<{ WORKLOADS: readonly Workload[] }>("workloads.js");
const { layersOf } = await load<{ layersOf: (workload: Workload) => never[] }>("ours.js");
const arithmetic = await load<{
  operationsOf: (workload: Workload) => { train: number; predict: number };
  parametersOf: Count;
  functionsOf: Count;
  trainingBytes: Count;
}>("roofline/arithmetic.js");
const { between } = await load<{ between: (text: string, name: string, content: string) => string }>("page.js");
const { table, digits, times } = await load<{
  table: (head: string[], rows: string[][]) => string;
  digits: (value: number) => string;
  times: (ratio: number) => string;
}>("table.js");
const { median, warmUp } = await load<{
  median: (values: number[]) => number;
  warmUp: (work: () => void, milliseconds: number) => number;
}>("timing.js");

const named = (name: string) => WORKLOADS.find((workload) => workload.name === name)!;

test("operations are those counted by hand", () => {
  // One unit-step of 1 input and 4 units: 16 sums of one product; a dense layer of 4.
  expect(arithmetic.operationsOf(named("passengers"))).toEqual({ predict: 32 + 8, train: 2 * 32 + 3 * 8 });
  const first = 2 * 24 * 32 * 4 * 200;
  const recurrent = 2 * 23 * 32 * 50 * 200;
  const second = 2 * 24 * 32 * 50 * 200;
  const dense = 2 * 32 * 50;
  expect(arithmetic.operationsOf(named("air-quality"))).toEqual({
    predict: first + second + 2 * recurrent + dense,
    train: 2 * first + 3 * second + 6 * recurrent + 3 * dense,
  });
  expect(arithmetic.functionsOf(named("air-quality"))).toBe(5 * 24 * 32 * 100);
  // One window: 12 values of state and 8 gradients a unit, the input twice, 101 weights ten times; four bytes each.
  expect(arithmetic.trainingBytes(named("passengers"))).toBe(4 * (20 * 4 + 2 + 1010));
});

test("weights are as many as the networks have", () => {
  for (const workload of WORKLOADS) {
    const { inputs, steps, outputs } = workload;
    const layers = layersOf(workload);
    const shapes = Network.shapes({ steps, features: inputs, extras: 0, outputs, layers, linearPath: false });
    const weights = Object.values(shapes).map((shape) => shape.reduce((product, size) => product * size, 1));
    expect(arithmetic.parametersOf(workload), workload.name).toBe(weights.reduce((sum, count) => sum + count, 0));
  }
});

test("a page's table is replaced between its markers, and nothing else", () => {
  const page = "before\n\n<!-- peers -->\nold\n<!-- /peers -->\n\nafter <!-- other -->\n";
  expect(between(page, "peers", "new $1")).toBe(
    "before\n\n<!-- peers -->\n\nnew $1\n\n<!-- /peers -->\n\nafter <!-- other -->\n",
  );
  for (const text of ["", "<!-- peers -->", "<!-- /peers --> <!-- peers -->", `${page}${page}`]) {
    expect(() => between(text, "peers", "new")).toThrow(
      "expected one <!-- peers --> and one <!-- /peers --> behind it",
    );
  }
});

test("columns are aligned, Chinese characters taking two places", () => {
  expect(
    table(
      ["任务", "b"],
      [
        ["one", "2"],
        ["three", "4"],
      ],
    ).split("\n"),
  ).toEqual(["| 任务  | b   |", "| ----- | --- |", "| one   | 2   |", "| three | 4   |"]);
});

test("numbers have about three digits", () => {
  expect([0.0034567, 0.0999, 6.6549, 45.23, 1814.2, Number.NaN].map(digits)).toEqual([
    "0.0035",
    "0.1",
    "6.65",
    "45.2",
    "1814",
    "–",
  ]);
  expect([119.4, 10, 5.25, 0.842].map(times)).toEqual(["119×", "10×", "5.3×", "0.84×"]);
});

test("a median is a value that was measured; a warm-up calls at least once more than it says", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(3);
  let calls = 0;
  expect(warmUp(() => calls++, 0)).toBe(1);
  expect(calls).toBe(2);
});
