import { tableOptionsSchema } from "@gatecast/forecast";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { addFlags, typedValues } from "./add-flags.ts";
import { keyOf } from "./fit-flags.ts";
import { TABLE_FLAGS } from "./table-flags.ts";
import { readTableOptions } from "./table-options.ts";

function typed(...argv: string[]): Record<string, unknown> {
  const command = addFlags(new Command().exitOverride(), TABLE_FLAGS);
  return typedValues(command.parse(argv, { from: "user" }), TABLE_FLAGS);
}

test("Every option of a table has a flag, but for the steps of cleaning and what only fit can do", () => {
  const keys = TABLE_FLAGS.map((flag) => keyOf(flag));
  expect(keys.map(([first]) => first)).toEqual(keys.map(() => "table"));
  const known = [...keys.map(([, second]) => second), "clean", "others"];
  expect(known.sort()).toEqual(Object.keys(tableOptionsSchema.shape).sort());
});

test("Flags say what the keys of a configuration say", () => {
  const line = ["--time", "year,month", "--series", "7", "--series-column", "shop", "--sheet", "2019"];
  const values = typed(...line, "--zone", "Asia/Shanghai", "--missing", "-9999,unknown", "--decimal", ",");
  expect(readTableOptions(values)).toEqual({
    time: ["year", "month"],
    series: "7",
    series_column: "shop",
    sheet: "2019",
    zone: "Asia/Shanghai",
    missing: [-9999, "unknown"],
    decimal: ",",
  });
  // No number holds this one: it is what stands in the cells.
  expect(readTableOptions(typed("--missing", "inf,1e999"))).toEqual({ missing: ["inf", "1e999"] });
  // A number without quotes in a file is the name of a series all the same.
  expect(readTableOptions({ table: { series: 7, sheet: 2019 } })).toEqual({ series: "7", sheet: "2019" });
  expect(readTableOptions({})).toEqual({});
});

describe("what cannot be", () => {
  const CASES: readonly [string, object, object][] = [
    ["a mark", { decimal: ";" }, { option: "--decimal", found: '";"', needed: '"." or ","' }],
    ["an empty name", { series_column: "" }, { option: "--series-column" }],
    ["a value that is no list", { missing: -9999 }, { option: "--missing", found: "-9999" }],
    ["a value beyond all numbers", { missing: [Infinity] }, { option: "--missing", found: '"Infinity"' }],
    ["a step that is none", { clean: "sort" }, { option: "table.clean" }],
    [
      "an unknown kind of step",
      { clean: [{ kind: "sort" }, { kind: "fil", by: "mean" }] },
      { option: "--config", found: '{"kind":"fil","by":"mean"}', hint: 'Did you mean "fill"?' },
    ],
    ["an unknown way", { clean: [{ kind: "fill", by: "lineal" }] }, { hint: 'Did you mean "linear"?' }],
    ["a way that is not there", { clean: [{ kind: "fill" }] }, { needed: expect.stringContaining("seasonal") }],
    ["a key of another step", { clean: [{ kind: "sort", by: "mean" }] }, { needed: "keys: one of kind" }],
    [
      "a list where a number belongs",
      { clean: [{ kind: "missing", values: -9999 }] },
      { needed: expect.stringMatching(/^values: /) },
    ],
    ["a step that is a word", { clean: ["sort"] }, { found: '"sort"', needed: expect.stringContaining("duplicates") }],
    ["an unknown key", { tmie: "ds" }, { found: "table.tmie", hint: 'Did you mean "time"?' }],
    ["no keys at all", { 0: "a" }, { found: "table.0" }],
  ];
  for (const [title, table, details] of CASES) {
    test(`${title} is named`, () => {
      const expected = { kind: "usage", details: expect.objectContaining(details) };
      expect(() => readTableOptions({ table })).toThrow(expect.objectContaining(expected));
    });
  }
});
