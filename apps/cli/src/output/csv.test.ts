import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("Numbers keep every digit, and those that are none are left empty", () => {
  expect(csvLine([0.1 + 0.2, -0, 1e21, Number.NaN, Number.POSITIVE_INFINITY])).toBe("0.30000000000000004,0,1e+21,,\n");
});

test("Text is quoted where it must be", () => {
  expect(csvLine(["plain", "a,b", 'say "so"', "two\nlines", ""])).toBe('plain,"a,b","say ""so""","two\nlines",\n');
});
