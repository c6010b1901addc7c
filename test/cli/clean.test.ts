import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { gatecast, gatecastJson, makeFolder, put, readCells } from "./cli.ts";
import { dirty, STEPS } from "./dirty.ts";

const folder = makeFolder();

beforeAll(() => {
  put(folder, "dirty.csv", dirty());
  put(folder, "steps.yaml", STEPS);
  put(folder, "none.yaml", "target: y\n");
  put(folder, "typo.yaml", "table:\n  clean:\n    - { kind: fil, by: mean }\n");
  put(folder, "single.yaml", "table:\n  clean: { kind: fill, by: mean }\n");
  put(folder, "absent.yaml", "table:\n  clean:\n    - { kind: drop, columns: [humidity] }\n");
});

test("The cleaned table has every day once, no gaps, no sentinels, and words as numbers", async () => {
  const json = await gatecastJson(["clean", "dirty.csv", "--config", "steps.yaml"], folder);
  expect(json).toMatchObject({
    command: "clean",
    file: join(folder, "dirty.csv"),
    rows: { before: 239, after: 240 },
    files: {
      table: join(folder, "gatecast-dirty", "dirty-clean.csv"),
      cleaning: join(folder, "gatecast-dirty", "cleaning.html"),
    },
  });
  const [head, ...rows] = readCells(json.files.table ?? "");
  expect(head?.slice(0, 3)).toEqual(["ds", "y", "temperature"]);
  expect(rows).toHaveLength(240);
  expect(new Set(rows.map(([day]) => day)).size).toBe(240);
  const numbers = rows.flatMap((cells) => cells.slice(1, 3));
  expect(numbers.every((cell) => cell !== "" && Number.isFinite(Number(cell)))).toBe(true);
  expect(numbers).not.toContain("-9999");
  expect(numbers).not.toContain("900");
  expect(readFileSync(json.files.cleaning ?? "", "utf8")).toContain("</html>");
});

test("Each step says what it did", async () => {
  const line = ["clean", "dirty.csv", "--config", "steps.yaml", "--out", "told"];
  const json = await gatecastJson(line, folder);
  const steps = json.steps as readonly { readonly kind: string }[];
  expect(steps.map(({ kind }) => kind)).toEqual(["missing", "duplicates", "regular", "outliers", "fill", "encode"]);
  expect(steps[0]).toMatchObject({ notes: [{ code: "clean_missing", cells: 5, text: expect.any(String) }] });
  const people = await gatecast(line, folder);
  expect(people.code).toBe(0);
  expect(people.stdout.trimEnd().split("\n").at(-1)).toMatch(/^ {2}told.cleaning\.html/);
});

describe("the table in each format", () => {
  for (const format of ["csv", "xlsx", "parquet"]) {
    test.concurrent(`${format} is read back to the same values`, async () => {
      const file = `table.${format}`;
      const line = ["clean", "dirty.csv", "--config", "steps.yaml", "--to", file, "--out", `out-${format}`];
      const json = await gatecastJson(line, folder);
      expect(json.files.table).toBe(join(folder, file));
      const again = await gatecastJson(["inspect", file, "--out", `inspect-${format}`], folder);
      expect(again).toMatchObject({ rows: 240, time: { first: expect.stringMatching(/^2020-01-01/) } });
      const columns = again.columns as readonly { readonly name: string; readonly missing: number }[];
      expect(columns.slice(0, 2)).toMatchObject([
        { name: "y", kind: "number", missing: 0 },
        { name: "temperature", kind: "number", missing: 0 },
      ]);
      // Of the days that were not in the file it is not known what the sky was like.
      const findings = again.findings as readonly { readonly code: string; readonly column: string | null }[];
      const codes = findings.filter(({ column }) => !column?.startsWith("sky")).map(({ code }) => code);
      for (const code of ["missing_values", "sentinel", "duplicate_rows", "time_gaps"])
        expect(codes).not.toContain(code);
    });
  }
});

test("A configuration without steps writes the table as it was read, and says so", async () => {
  const line = ["clean", "dirty.csv", "--config", "none.yaml", "--to", "same.csv", "--out", "same"];
  const ended = await gatecast(line, folder);
  expect(ended.code).toBe(0);
  expect(ended.stdout).toContain("No step was asked for");
  expect(readCells(join(folder, "same.csv"))).toHaveLength(240);
});

/** Title, further arguments, code, facts. */
const WRONG: readonly [string, string, string, object][] = [
  ["no configuration", "", "option_invalid", { option: "--config" }],
  [
    "an unknown kind of step",
    "--config typo.yaml",
    "option_invalid",
    { found: expect.stringContaining("fil"), file: "typo.yaml" },
  ],
  [
    "a step that is no list",
    "--config single.yaml",
    "option_invalid",
    { file: "single.yaml", option: "table.clean", needed: expect.stringContaining("a list of steps") },
  ],
  [
    "a format that is none",
    "--config steps.yaml --to table.docx",
    "option_invalid",
    { option: "--to", needed: expect.stringContaining(".parquet") },
  ],
  [
    "the table itself as the place",
    "--config steps.yaml --to ./dirty.csv --force",
    "output_is_input",
    { option: "--to" },
  ],
];

for (const [title, further, code, facts] of WRONG) {
  test.concurrent(`${title} is wrong usage: ${code}, and nothing is written`, async () => {
    const line = ["clean", "dirty.csv", ...further.split(" ").filter(Boolean), "--out", `wrong-${code}`];
    const { error } = await gatecastJson(line, folder, 2);
    expect(error).toMatchObject({ kind: "usage", code, ...facts });
    expect(existsSync(join(folder, `wrong-${code}`))).toBe(false);
    expect(readFileSync(join(folder, "dirty.csv"), "utf8")).toBe(dirty());
  });
}

test("A table is not written over a file that is there, unless asked to", async () => {
  put(folder, "mine.csv", "y\n1\n");
  const line = ["clean", "dirty.csv", "--config", "steps.yaml", "--to", "mine.csv", "--out", "over"];
  const { error } = await gatecastJson(line, folder, 2);
  expect(error).toMatchObject({ code: "output_exists", file: "mine.csv", option: "--to" });
  expect(readFileSync(join(folder, "mine.csv"), "utf8")).toBe("y\n1\n");
  expect(existsSync(join(folder, "over"))).toBe(false);
  await gatecastJson([...line, "--force"], folder);
  expect(readCells(join(folder, "mine.csv"))).toHaveLength(241);
});

test("A place that cannot be written leaves nothing half-written", async () => {
  const line = ["clean", "dirty.csv", "--config", "steps.yaml", "--to", "dirty.csv/x.csv", "--out", "nowhere"];
  const { error } = await gatecastJson(line, folder, 2);
  expect(error).toMatchObject({ code: "output_unwritable", option: "--to", hint: "Name another file." });
  expect(readdirSync(folder).filter((name) => name.includes("partial") || name === "nowhere")).toEqual([]);
});

test("A step on a column that is not there is named", async () => {
  const ended = await gatecast(["clean", "dirty.csv", "--config", "absent.yaml", "--json"], folder);
  expect(ended.stderr + ended.stdout).toContain("humidity");
});
