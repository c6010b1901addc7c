import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { gatecast, gatecastJson, makeFolder, monthly, put } from "./cli.ts";
import { STEPS } from "./dirty.ts";

const folder = makeFolder();
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  inspect: [],
  clean: ["--config", "steps.yaml"],
  diagnose: ["--column", "y"],
};

/** Title, file, its content (undefined: none), facts. */
const BROKEN: readonly [string, string, string | Uint8Array | undefined, object][] = [
  ["no such file", "slaes.csv", undefined, { code: "file_missing", hint: 'Did you mean "sales.csv"?' }],
  ["a folder", "folder", undefined, { code: "file_is_folder" }],
  ["an empty file", "empty.csv", "", {}],
  ["an HTML page", "page.csv", "<!DOCTYPE html><html><body>404</body></html>", {}],
  ["a binary", "binary.csv", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 0, 0, 0, 0, 200, 255), {}],
  ["an archive that is no workbook", "archive.xlsx", Buffer.from("PK\u0003\u0004 and nothing else", "latin1"), {}],
  ["a Parquet file without its end", "cut.parquet", Buffer.from(`PAR1${"x".repeat(100)}`, "latin1"), {}],
  ["a gzip file cut short", "cut.csv.gz", gzipSync(monthly(500)).subarray(0, 400), {}],
  ["JSON cut short", "cut.json", '[{"ds":"2020-01","y":1},{"ds":"2020-', {}],
];

beforeAll(() => {
  mkdirSync(join(folder, "folder"));
  put(folder, "sales.csv", monthly(60));
  put(folder, "steps.yaml", STEPS);
  for (const [, file, content] of BROKEN) if (content !== undefined) put(folder, file, content);
});

for (const [command, further] of Object.entries(COMMANDS)) {
  describe(command, () => {
    for (const [title, file, , facts] of BROKEN) {
      test.concurrent(`tells ${title} as the data's fault, with exit code 3, and leaves nothing`, async () => {
        const out = `${command}-${file}`;
        const ended = await gatecast([command, file, ...further, "--out", out, "--json"], folder);
        expect(ended.code, ended.stderr).toBe(3);
        expect(JSON.parse(ended.stdout)).toMatchObject({ error: { kind: "data", file, ...facts } });
        expect(ended.stderr).toMatch(/^gatecast: .*\n {2}found: /);
        expect(ended.stderr).not.toMatch(/\n\s+at /);
        expect(existsSync(join(folder, out))).toBe(false);
      });
    }

    test.concurrent("knows its options and says which one was meant", async () => {
      const { error } = await gatecastJson([command, "nothing.csv", "--chart", "svg"], folder, 2);
      expect(error).toMatchObject({ code: "option_unknown", option: "--chart", hint: "Did you mean --charts?" });
      const wrong = await gatecastJson([command, "nothing.csv", ...further, "--decimal", ";"], folder, 2);
      expect(wrong.error).toMatchObject({ code: "option_invalid", option: "--decimal", needed: '"." or ","' });
    });
  });
}

test("Cells that look like formulas and markup are data: written as text, escaped in the page", async () => {
  const evil = ["=1+1", "@SUM(A1)", "<script>alert(1)</script>", '"><img src=x>'];
  const lines = monthly(60)
    .trimEnd()
    .split("\n")
    .map((line, i) => `${line},${i === 0 ? "<b>word</b>" : JSON.stringify(evil[i % 4]).replaceAll('\\"', '""')}`);
  put(folder, "evil.csv", `${lines.join("\n")}\n`);
  const { files } = await gatecastJson(["inspect", "evil.csv", "--write", "evil.yaml"], folder);
  const page = readFileSync(files.inspection ?? "", "utf8");
  expect(page).not.toContain("<script>");
  expect(page).not.toContain("<b>word");
  expect(page).not.toContain("<img");
  put(folder, "sort.yaml", "table: { clean: [{ kind: sort }] }\n");
  const cleaned = await gatecastJson(["clean", "evil.csv", "--config", "sort.yaml", "--out", "evil"], folder);
  const cells = readFileSync(cleaned.files.table ?? "", "utf8");
  // A spreadsheet would evaluate a cell that begins with "=" or "@".
  expect(cells).not.toMatch(/(?:^|,)"?[=@]/m);
});
