import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { gatecast, makeFolder, monthly, put, SMALL } from "./cli.ts";

const folder = makeFolder();
const months = monthly(120).trimEnd().split("\n");
const without = (row: number): string => months.filter((_, i) => i !== row).join("\n");
const moved = (row: number, to: string): string =>
  months.map((line, i) => (i === row ? line.replace(/^[^,]*/, to) : line)).join("\n");

/** Title, file, its content (undefined: none), code, facts, further options. */
const CASES: readonly [string, string, string | Uint8Array | undefined, string, object, string?][] = [
  ["no such file", "slaes.csv", undefined, "file_missing", { hint: 'Did you mean "sales.csv"?' }],
  ["a folder", "folder", undefined, "file_is_folder", {}],
  ["HTML", "page.csv", "<!DOCTYPE html><html><body>404</body></html>", "not_csv", { found: "an HTML page" }],
  ["a binary", "binary.csv", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 0, 0, 0, 0, 200, 255), "not_text", {}],
  ["an empty file", "empty.csv", "", "file_empty", {}],
  ["a header only", "header.csv", "ds,y\n", "no_rows", { row: 1 }],
  [
    "a missing target",
    "sales.csv",
    monthly(120),
    "target_missing",
    { column: "yy", hint: 'Did you mean "y"?', option: "--target" },
    "--target yy",
  ],
  ["a constant target", "constant.csv", monthly(120).replace(/,[\d.]+$/gm, ",7"), "target_constant", { column: "y" }],
  ["a target of text", "text.csv", monthly(120).replace(/,[\d.]+$/gm, ",much"), "no_numbers", { column: "y" }],
  [
    "a target of text beside numbers",
    "text-too.csv",
    monthly(120)
      .replace(/,([\d.]+)$/gm, ",much,$1")
      .replace("ds,y", "ds,y,z"),
    "target_is_text",
    { column: "y", found: '"much" in row 2' },
  ],
  [
    "a covariate of text",
    "covariate.csv",
    monthly(120)
      .replace(/,([\d.]+)$/gm, ",$1,SE")
      .replace("ds,y", "ds,y,wind"),
    "column_is_text",
    { column: "wind", option: "--past" },
    "--past wind",
  ],
  [
    "a covariate that is not there",
    "sales.csv",
    monthly(120),
    "column_missing",
    { column: "plan", option: "--future" },
    "--future plan",
  ],
  [
    "a target without readings",
    "missing.csv",
    monthly(120)
      .replace(/,([\d.]+)$/gm, ",NA,$1")
      .replace("ds,y", "ds,y,z"),
    "target_all_missing",
    { column: "y", found: "120 missing values" },
  ],
  [
    "fewer rows than look-back and horizon",
    "short.csv",
    monthly(17),
    "too_few_rows",
    { found: expect.stringContaining("17 rows"), needed: expect.stringContaining("18 rows to train") },
  ],
  ["times that go backwards", "back.csv", moved(50, "2003-01"), "times_backwards", { row: 51, column: "ds" }],
  ["times that repeat", "repeat.csv", moved(50, "2004-01"), "times_repeated", { row: 51, column: "ds" }],
  ["times that skip", "skip.csv", without(50), "times_skip", { row: 51, column: "ds" }],
  [
    "no such graph",
    "nodes-1.csv",
    monthly(120),
    "file_missing",
    { file: "no-graph.csv", option: "--graph" },
    "--cell t-gcn --graph no-graph.csv",
  ],
  [
    "a graph with a word among its weights",
    "nodes-2.csv",
    monthly(120),
    "graph_weight_invalid",
    { file: "far.csv", row: 2, option: "--graph" },
    "--cell t-gcn --graph far.csv",
  ],
  [
    "a graph with a node that is no column",
    "nodes-3.csv",
    monthly(120),
    "graph_column_missing",
    { column: "z", option: "--graph" },
    "--cell gc-lstm --graph strange.csv",
  ],
];

beforeAll(() => {
  mkdirSync(join(folder, "folder"));
  put(folder, "sales.csv", monthly(120));
  put(folder, "far.csv", "y,z\n0,far\n1,0\n");
  put(folder, "strange.csv", "y,z\n0,1\n1,0\n");
});

for (const [title, file, content, code, facts, options] of CASES) {
  test.concurrent(`${title} is the data's fault: ${code}, with exit code 3`, async () => {
    // Written once: several cases read this one at the same time.
    if (content !== undefined && file !== "sales.csv") put(folder, file, content);
    const further = options?.split(" ") ?? [];
    const ended = await gatecast(["fit", file, ...SMALL, ...further, "--out", `out-${file}`, "--json"], folder);
    expect(ended.code, ended.stderr).toBe(3);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code, kind: "data", file, ...facts } });
    // People are told the same, and no folder is left for a run that never was.
    expect(ended.stderr).toMatch(/^gatecast: .*\n {2}found: /);
    expect(existsSync(join(folder, `out-${file}`))).toBe(false);
  });
}
