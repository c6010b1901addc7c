import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem, type ProblemDetails } from "../contracts/index.ts";
import { type SplitOptions, splitRows } from "./split.ts";

function problemOf(length: number, options: SplitOptions): Problem {
  try {
    splitRows(length, options);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("no problem was found");
}

test("the default split is 64, 16 and 20 % by time, rounded to rows", () => {
  expect(splitRows(100)).toEqual({ train: 64, validation: 16, test: 20 });
  expect(splitRows(144)).toEqual({ train: 92, validation: 23, test: 29 });
  expect(splitRows(3)).toEqual({ train: 1, validation: 1, test: 1 });
});

test("parts that are not named share the rest in the default proportion", () => {
  expect(splitRows(124, { test: 24 })).toEqual({ train: 80, validation: 20, test: 24 });
  expect(splitRows(100, { train: 0.7, test: 0.2 })).toEqual({ train: 70, validation: 10, test: 20 });
  expect(splitRows(100, { validation: 16 })).toEqual({ train: 64, validation: 16, test: 20 });
});

test("three named parts must make the whole, up to the rounding of fractions", () => {
  expect(splitRows(101, { train: 0.5, validation: 0.25, test: 0.25 })).toEqual({ train: 51, validation: 25, test: 25 });
  expect(splitRows(10, { train: 6, validation: 2, test: 2 })).toEqual({ train: 6, validation: 2, test: 2 });
  const problem = problemOf(10, { train: 6, validation: 2, test: 1 });
  expect(problem.code).toBe("split_impossible");
  expect(problem.message).toBe("The three parts make 9 rows, but there are 10.");
  expect(problem.details.option).toBe("--test");
  expect(problemOf(100, { train: 0.5, validation: 0.2, test: 0.2 }).code).toBe("split_impossible");
});

test("a part that does not fit names its option, what was found and what was needed", () => {
  const cases: [SplitOptions, ProblemDetails][] = [
    [{ test: 0 }, { option: "--test", found: "0" }],
    [{ test: -3 }, { option: "--test", found: "-3" }],
    [{ test: 1.5 }, { option: "--test", found: "1.5" }],
    [{ train: Number.NaN }, { option: "--train", found: "NaN" }],
    [
      { validation: 99 },
      { option: "--validation", found: "99 of 100 rows", needed: "1 to 98 rows, so that each part has at least one" },
    ],
    [{ test: 0.001 }, { option: "--test", found: "0 of 100 rows" }],
    [
      { train: 60, test: 40 },
      { option: "--test", found: "100 of 100 rows taken", needed: "at most 99 rows" },
    ],
  ];
  for (const [options, details] of cases) {
    const problem = problemOf(100, options);
    expect(problem.kind).toBe("usage");
    expect(problem.code).toBe("split_impossible");
    expect(problem.details).toMatchObject(details);
    expect(problem.details.hint).not.toBe("");
  }
});

test("too few rows are a fault of the data, not of an option", () => {
  const problem = problemOf(2, {});
  expect([problem.kind, problem.code]).toEqual(["data", "too_few_rows"]);
  expect(problem.details.option).toBeUndefined();
});

test("whatever is asked for, the parts make the whole and none is empty, or a problem says so", () => {
  const size = fc.option(fc.oneof(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: 1, max: 60 })), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 200 }), size, size, size, (length, train, validation, test_) => {
      const options = Object.fromEntries(
        Object.entries({ train, validation, test: test_ }).filter(([, wanted]) => wanted !== undefined),
      );
      try {
        const rows = splitRows(length, options);
        expect(rows.train + rows.validation + rows.test).toBe(length);
        expect(Math.min(rows.train, rows.validation, rows.test)).toBeGreaterThanOrEqual(1);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    }),
  );
});
