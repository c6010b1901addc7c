import { expect, test } from "vitest";
import { evenScale } from "./even-scale.ts";
import type { FittedStep } from "./steps/index.ts";

const STEPS: FittedStep[] = [
  { kind: "forward_fill", median: 5 },
  { kind: "log", shift: 0, floor: 1 },
  { kind: "difference", lag: 12 },
  { kind: "standard", mean: 0.5, spread: 2 },
];

test("the even scale is the preparation without what it takes from other rows, and leads back", () => {
  const scale = evenScale(STEPS);
  const values = Float64Array.of(1, Math.E, 400, Number.NaN);
  const even = scale.to(values);
  expect(even[0]).toBeCloseTo(-0.25, 12);
  expect(even[1]).toBeCloseTo(0.25, 12);
  expect(even[3]).toBeNaN();
  scale.back(even).forEach((value, i) => {
    if (i < 3) expect(value / values[i]!).toBeCloseTo(1, 12);
    else expect(value).toBeNaN();
  });
  expect([...values.subarray(0, 3)]).toEqual([1, Math.E, 400]);
});
