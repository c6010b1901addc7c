import { readTable } from "@gatecast/forecast";
import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("Numbers keep every digit, and those that are none are left empty", () => {
  expect(csvLine([0.1 + 0.2, -0, 1e21, Number.NaN, Number.POSITIVE_INFINITY])).toBe("0.30000000000000004,0,1e+21,,\n");
});

test("Text is quoted where it must be", () => {
  expect(csvLine(["plain", "a,b", 'say "so"', "two\nlines", ""])).toBe('plain,"a,b","say ""so""","two\nlines",\n');
});

test("What a spreadsheet would take for a formula is marked as text, and read back it is what it was", async () => {
  const ids = ["=cmd()", "@x", "+a", "-1+2", "'=b", '=HYPERLINK("a","b")', "-5", "plain"];
  const rows = ids.flatMap((id) => [1, 2].map((day) => csvLine([id, `2022-01-0${day}`, day])));
  const file = csvLine(["unique_id", "ds", "=y"]) + rows.join("");
  expect(file.split("\n").slice(0, 2)).toEqual(["unique_id,ds,'=y", "'=cmd(),2022-01-01,1"]);
  expect(file).not.toMatch(/^"?(?:[=@]|[+-](?!\d+,))/m);
  const { series, columns } = await readTable(new TextEncoder().encode(file));
  expect(series?.categories).toEqual(ids);
  expect(columns.map(({ name }) => name)).toEqual(["=y"]);
});
