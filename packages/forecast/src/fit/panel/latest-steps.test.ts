import { expect, test } from "vitest";
import { windowsEach } from "./latest-steps.ts";

test("thousands of series are given fewer windows each, and never too few for a test of residuals", () => {
  expect([1, 1000, 2500, 5000, 10_000, 1_000_000].map(windowsEach)).toEqual([100, 100, 40, 20, 20, 20]);
});
