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

test("a few infinities and numbers beyond all others are missing readings like words, be the first rows words as well", async () => {
  const cells = Array.from({ length: 2500 }, (_, i) => (i === 400 ? "1e999" : i === 1800 ? "-inf" : String(i / 2)));
  // Of the rows that decide what a column is, 300 are more than a few.
  for (const closed of [0, 300]) {
    const all = [...DAYS.slice(0, closed).map(() => "closed"), ...cells];
    const table = await read(`ds,y\n${all.map((cell, i) => `${i},${cell}`).join("\n")}\n`);
    const column = table.columns.find(({ name }) => name === "y");
    expect(column?.kind === "number" && column.values.filter(Number.isNaN)).toHaveLength(2 + closed);
    const words = [...(closed ? ["closed"] : []), "1e999", "-inf"].join(", ");
    const told = { code: "text_in_numbers", facts: expect.objectContaining({ words, cells: 2 + closed }) };
    expect(table.notes).toContainEqual(told);
  }
});

test("many infinities stop the reading, and the message says how they are read as missing", async () => {
  const text = `ds,y\n${DAYS.map((i) => `${i},${i % 4 === 3 ? "inf" : i / 2}`).join("\n")}\n`;
  await expect(read(text)).rejects.toMatchObject({
    code: "value_not_finite",
    details: { row: 5, column: "y", found: "inf", hint: expect.stringContaining("--missing inf") },
  });
  expect((await values(text, "y", { missing: ["inf"] })).slice(2, 5)).toEqual([1, Number.NaN, 2]);
  // Among many words they are words themselves.
  const words = ["inf", "#N/A", "#DIV/0!", "broken"];
  const mixed = await read(`ds,y\n${DAYS.map((i) => `${i},${i % 10 === 3 ? words[(i / 10) & 3] : i}`).join("\n")}\n`);
  const column = mixed.columns.find(({ name }) => name === "y");
  expect(column?.kind === "text" && column.categories).toEqual(expect.arrayContaining(words));
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

/** Title, cells, what they are read as, and the remark. */
const DRESSED: readonly [string, readonly string[], readonly number[], object][] = [
  [
    "blanks",
    ["1 262,53", "958,81", "-12 703,8"],
    [1262.53, 958.81, -12703.8],
    { code: "numbers_grouped", facts: { first: "1 262,53" } },
  ],
  [
    "no-break spaces",
    ["1\u00A0262,53", "958,81", "1\u00A0234\u00A0567"],
    [1262.53, 958.81, 1234567],
    { code: "numbers_grouped" },
  ],
  ["narrow no-break spaces", ["1\u202F262,53", "1\u202F000", "9,5"], [1262.53, 1000, 9.5], { code: "numbers_grouped" }],
  ["apostrophes", ["1'958.74", "958.5", "1'234'567"], [1958.74, 958.5, 1234567], { code: "numbers_grouped" }],
  [
    "dollars",
    ["$1,019.69", "-$5", "$-6.25"],
    [1019.69, -5, -6.25],
    { code: "signs_dropped", facts: { signs: "$", columns: "a", first: "$1,019.69" } },
  ],
  [
    "codes before",
    ["EUR 21.17", "EUR 1,020.5", "7"],
    [21.17, 1020.5, 7],
    { code: "signs_dropped", facts: { signs: "EUR" } },
  ],
  [
    "signs behind",
    ["1 021,17 €", "20,5 €", "NA"],
    [1021.17, 20.5, Number.NaN],
    { code: "signs_dropped", facts: { signs: "€" } },
  ],
  ["percent", ["20.6%", "21 %", "-0.5%"], [20.6, 21, -0.5], { code: "signs_dropped", facts: { signs: "%" } }],
];

for (const [title, cells, numbers, note] of DRESSED) {
  test(`numbers with ${title} are numbers, with a remark`, async () => {
    const text = `ds;a\n${cells.map((cell, i) => `2020-0${i + 1};${cell}`).join("\n")}\n`;
    expect(await values(text, "a")).toEqual(numbers);
    expect((await read(text)).notes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...note, facts: expect.objectContaining((note as { facts?: object }).facts ?? {}) }),
      ]),
    );
  });
}

test("what could be two things stays a column of words", async () => {
  for (const cells of [
    ["$5", "€6", "$7"],
    ["50%", "0.5", "60%"],
    ["1A", "2A", "3A"],
    ["1 23", "4 56", "7 89"],
    ["1 234'567", "2", "3 000"],
  ]) {
    const table = await read(`ds;a\n${cells.map((cell, i) => `2020-0${i + 1};${cell}`).join("\n")}\n`);
    expect(table.columns).toMatchObject([{ kind: "text", name: "a", categories: cells }]);
  }
});

test("thousands that begin far below small numbers are numbers, too", async () => {
  const cells = Array.from({ length: 3000 }, (_, i) =>
    i < 999 ? `${i}` : `${Math.floor(i / 1000)} ${`${i % 1000}`.padStart(3, "0")}`,
  );
  cells[999] = "999";
  const text = `ds;a\n${cells.map((cell, i) => `${new Date(i * 86_400_000).toISOString().slice(0, 10)};${cell}`).join("\n")}\n`;
  expect(await values(text, "a")).toEqual(Array.from(cells, (_, i) => i));
  expect((await read(text)).notes).toEqual([{ code: "numbers_grouped", facts: { first: "1 000" } }]);
});

test("digits that name series keep their spelling, zeros before them and more than a double holds", async () => {
  const day = (i: number): string => `2020-01-0${i + 1}`;
  for (const ids of [
    ["007", "0042"],
    ["01", "1"],
    ["1234567890123456789", "1234567890123456788"],
  ]) {
    for (const rows of [
      ids.flatMap((id) => [0, 1, 2].map((i) => `${id},${day(i)},${i}`)),
      [0, 1, 2].flatMap((i) => ids.map((id) => `${id},${day(i)},${i}`)),
    ]) {
      const table = await read(`sku,date,y\n${rows.join("\n")}\n`);
      expect(table.series).toMatchObject({ name: "sku", categories: ids });
      expect(table.columns.map(({ name }) => name)).toEqual(["y"]);
    }
  }
});

test("words tell series apart rather than digits beside them", async () => {
  const rows = ["A", "B"].flatMap((store) =>
    Array.from({ length: 20 }, (_, i) => `0${(i % 2) + 1},${store},2020-01-${String(i + 1).padStart(2, "0")},${i}`),
  );
  const table = await read(`code,store,date,y\n${rows.join("\n")}\n`);
  expect([table.series?.name, table.columns.map(({ kind }) => kind)]).toEqual(["store", ["number", "number"]]);
});

test("digits with zeros before them that name no series are numbers", async () => {
  const table = await read("date,code,y\n2020-01-01,007,1\n2020-01-02,008,2\n2020-01-03,007,3\n2020-01-04,007,3\n");
  expect(table.columns[0]).toEqual({ kind: "number", name: "code", values: Float64Array.of(7, 8, 7, 7) });
});

test("numbers with a code before them are no footer of a table without a time", async () => {
  const cells = Array.from({ length: 30 }, (_, i) => `EUR ${i}.5`);
  expect(await values(`a,b\n${cells.map((cell) => `${cell},1`).join("\n")}\n`, "a")).toEqual(
    cells.map((_, i) => i + 0.5),
  );
});
