import { expect, test } from "vitest";
import { parse } from "yaml";
import { configurationYaml } from "./configuration-yaml.ts";

const CONFIGURATION = {
  target: "pm2.5",
  past: ["DEWP", "TEMP"],
  table: {
    time: ["year", "month"],
    missing: [-9999],
    clean: [{ kind: "sort" }, { kind: "fill", by: "linear", columns: ["pm2.5"] }],
  },
};

test("Keys and steps stand under their remarks, short lists on one line", () => {
  const text = configurationYaml("Of pm25.csv.", CONFIGURATION, [
    { path: ["target"], text: "What to forecast." },
    { path: ["table", "clean", 1], text: "2067 missing." },
    { path: ["table", "clean", 1], text: "In 214 runs." },
    { path: ["nothing"], text: "Lost." },
  ]);
  expect(text).toBe(`# Of pm25.csv.

# What to forecast.
target: pm2.5
past: [ DEWP, TEMP ]
table:
  time: [ year, month ]
  missing: [ -9999 ]
  clean:
    - { kind: sort }
    # 2067 missing.
    # In 214 runs.
    - { kind: fill, by: linear, columns: [ pm2.5 ] }
`);
  expect(parse(text)).toEqual(CONFIGURATION);
});

test("A list that is too long for a line has a line for each item, in a step as well", () => {
  const columns = Array.from({ length: 40 }, (_, i) => `column ${i}`);
  const configuration = { past: columns, table: { clean: [{ kind: "fill", by: "forward", columns }] } };
  const text = configurationYaml("Long.", configuration, []);
  expect(text).toContain("past:\n  - column 0\n  - column 1\n");
  expect(text).toContain("    - kind: fill\n      by: forward\n      columns:\n        - column 0\n");
  expect(parse(text)).toEqual(configuration);
});

test("Names that look like YAML come back as they were, and none leaves its remark", () => {
  const odd = ["a: b", "# c", "yes", "1e3", "", "- d", "x\ny: 1", "\u2028z: 2", "'", '"', "{e}", "&f *g", "列", "null"];
  const text = configurationYaml("head\rinjected: 1", { past: odd }, [
    { path: ["past"], text: odd.map((name) => name.replaceAll("\n", "\r")).join(", ") },
  ]);
  expect(parse(text)).toEqual({ past: odd });
});
