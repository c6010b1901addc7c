import { expect, test } from "vitest";
import { snakeCase } from "./snake-case.ts";

test("Keys are written as JSON's world writes them, at any depth, and text is left as it is", () => {
  const value = { firstRows: [1], facts: { pValue: 0.5, column: "firstRow" }, list: [{ seriesCount: 2 }], q1: null };
  expect(snakeCase(value)).toEqual({
    first_rows: [1],
    facts: { p_value: 0.5, column: "firstRow" },
    list: [{ series_count: 2 }],
    q1: null,
  });
});

test("Typed arrays are lists", () => {
  expect(JSON.stringify(snakeCase({ values: Float64Array.of(1, Number.NaN) }))).toBe('{"values":[1,null]}');
});
