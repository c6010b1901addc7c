import { expect, test } from "vitest";
import type { Table } from "../contracts/table.ts";
import { readTable } from "./index.ts";

const read = (text: string, options = {}): Promise<Table> => readTable(new TextEncoder().encode(text), options);

async function values(text: string, column: string, options = {}): Promise<readonly number[]> {
  const found = (await read(text, options)).columns.find(({ name }) => name === column);
  return found?.kind === "number" ? [...found.values] : expect.fail(`${column} is no column of numbers`);
}

test("decimal commas between semicolons and tabs are decimal points, with a note", async () => {
  const text = "ds;a;b\n2020-01;1,5;1.234,25\n2020-02;-2;7,125\n";
  expect(await values(text, "a")).toEqual([1.5, -2]);
  expect(await values(text, "b")).toEqual([1234.25, 7.125]);
  expect(await values(text.replaceAll(";", "\t"), "b")).toEqual([1234.25, 7.125]);
  expect((await read(text)).notes).toEqual([
    { code: "decimal_comma", facts: { separator: ";" } },
    { code: "numbers_grouped", facts: { first: "1.234,25" } },
  ]);
});

test("grouped thousands are numbers, with a note", async () => {
  const text = 'ds,a\n2020-01,"1,234.5"\n2020-02,"1,234,567"\n2020-03,12\n';
  expect(await values(text, "a")).toEqual([1234.5, 1234567, 12]);
  expect((await read(text)).notes).toEqual([{ code: "numbers_grouped", facts: { first: "1,234.5" } }]);
});

test("three digits behind a comma are decimals between semicolons, thousands elsewhere, and what is asked for", async () => {
  expect(await values("ds;a\n2020-01;1,234\n2020-02;2,345\n", "a")).toEqual([1.234, 2.345]);
  expect(await values("ds\ta\n2020-01\t1,234\n2020-02\t2,345\n", "a")).toEqual([1234, 2345]);
  expect(await values("ds;a\n2020-01;1,234\n2020-02;2,345\n", "a", { decimal: "." })).toEqual([1234, 2345]);
});

test("runs of blanks separate cells where nothing else does", async () => {
  expect(await values("  year  month  a\n  2020      1  1.5\n  2020     11  2.5\n", "a")).toEqual([1.5, 2.5]);
});

test("further spellings of a missing reading are those that were named, as text or as number", async () => {
  const text = "y,z\n1,1\n-9999,n/a\n-9999.0,3\n4,4\n5,5\n6,-9999\n";
  const options = { missing: ["n/a", -9999] };
  expect(await values(text, "y", options)).toEqual([1, Number.NaN, Number.NaN, 4, 5, 6]);
  expect(await values(text, "z", options)).toEqual([1, Number.NaN, 3, 4, 5, Number.NaN]);
  expect(await values(text, "y")).toEqual([1, -9999, -9999, 4, 5, 6]);
});

const DAYS = Array.from({ length: 400 }, (_, i) => i);

test("a few words among numbers are missing readings, counted and quoted", async () => {
  const text = `y\n${DAYS.map((i) => (i % 150 === 100 ? (i > 200 ? "calibrated" : "out") : i / 2)).join("\n")}\n`;
  const table = await read(text);
  expect(table.columns[0]!.kind).toBe("number");
  expect(table.notes).toEqual(
    [{ code: "no_header", facts: { columns: "y" } }].slice(1).concat([
      {
        code: "text_in_numbers",
        facts: { column: "y", words: "out, calibrated", cells: 2, rows: "102, 252" },
      } as never,
    ]),
  );
});

test("many different words make the column one of words, numbers included", async () => {
  const text = `y,z\n${DAYS.map((i) => `${i % 5 === 0 ? `w${i}` : i},1`).join("\n")}\n`;
  const [column] = (await read(text)).columns;
  expect(column).toMatchObject({ kind: "text", name: "y" });
  expect(column?.kind === "text" && column.categories.slice(0, 6)).toEqual(["w0", "1", "2", "3", "4", "w5"]);
});

test("the word None is a word", async () => {
  const [column] = (await read("holiday,y\nNone,1\nNone,2\nEaster,3\n,4\n")).columns;
  expect(column).toMatchObject({ kind: "text", categories: ["None", "Easter"], codes: Int32Array.of(0, 0, 1, -1) });
});

test("an id that only counts rows is a column of numbers", async () => {
  const table = await read("id,y\n1,5\n2,6\n3,7\n");
  expect(table.series).toBeUndefined();
  expect(table.columns[0]).toMatchObject({ kind: "number", values: Float64Array.of(1, 2, 3) });
});

test("ids of series keep their leading zeros", async () => {
  const table = await read("unique_id,ds,y\n001,2020,5\n002,2020,6\n001,2021,7\n002,2021,8\n");
  expect(table.series).toMatchObject({ categories: ["001", "002"], codes: Int32Array.of(0, 1, 0, 1) });
});
