import { expect, test } from "vitest";
import { formatNumber, formatPercent } from "./format-number.ts";

test("Numbers keep four significant digits and grow exponents only at the extremes", () => {
  expect([0, 0.00012346, 0.5, 13.1, 1234.56, 98765.4, 1234567].map(formatNumber)).toEqual([
    "0",
    "0.0001235",
    "0.5000",
    "13.10",
    "1234.6",
    "98765",
    "1234567",
  ]);
  expect([1e9, 1e-7, -2.5].map(formatNumber)).toEqual(["1.000e+9", "1.000e-7", "-2.500"]);
});

test("What is no number reads as such", () => {
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(formatNumber)).toEqual(["–", "∞", "-∞"]);
});

test("A small percentage keeps its decimal", () => {
  expect([0, 1.44, 9.96, 21.4, 137].map(formatPercent)).toEqual(["0.0", "1.4", "10", "21", "137"]);
});
