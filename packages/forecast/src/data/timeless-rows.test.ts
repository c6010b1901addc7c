import { expect, test } from "vitest";
import { readTable } from "./index.ts";

const DAYS = Array.from(
  { length: 40 },
  (_, i) => `${new Date(Date.UTC(2022, 0, 1 + i)).toISOString().slice(0, 10)},${i}`,
);
const read = (rows: readonly string[], header = "date,y") =>
  readTable(new TextEncoder().encode(`${header}\n${rows.join("\n")}\n`));
const put = (at: number, row: string): string[] => [...DAYS.slice(0, at), row, ...DAYS.slice(at)];

test("a reading without a time among many with one is left out, counted and named", async () => {
  const table = await read(put(20, ",77.5"));
  expect(table.rows).toBe(40);
  expect(table.columns[0]).toMatchObject({ values: Float64Array.from(DAYS, (_, i) => i) });
  expect(table.notes).toEqual([{ code: "rows_without_time", facts: { rows: 1, lines: "22", text: "77.5" } }]);
});

test("sums below the data and between, headers that come again and units are left out alike", async () => {
  for (const [rows, lines] of [
    [[...DAYS, "Total,780"], "42"],
    [put(20, "Total 2021,190"), "22"],
    [put(20, "date,y"), "22"],
    [put(0, "[yyyy-mm-dd],[mm]"), "2"],
    [put(30, "NaT,5"), "32"],
  ] as const) {
    const table = await read(rows);
    expect([table.rows, table.columns.map(({ kind }) => kind)]).toEqual([40, ["number"]]);
    expect(table.notes).toMatchObject([{ code: "rows_without_time", facts: { rows: 1, lines } }]);
  }
});

test("prose at the end stays a footer beside a sum", async () => {
  const { notes } = await read([...DAYS, "Total,780", "Source: made by hand,"]);
  expect(notes.map(({ code }) => code)).toEqual(["footer_dropped", "rows_without_time"]);
});

test("more than one row in eleven without a time is a fault of the first of them", async () => {
  const rows = DAYS.map((row, i) => (i % 8 === 5 ? ",1" : row));
  await expect(read(rows)).rejects.toMatchObject({
    code: "time_unreadable",
    details: { row: 7, found: "an empty cell" },
  });
});

test("the header below a title as wide as it is no row without a time", async () => {
  await expect(read(put(0, "ds,y"), "Sales of 2021,in euros")).rejects.toMatchObject({
    code: "time_unreadable",
    details: { row: 2, hint: expect.stringContaining("above the table's header") },
  });
});

test("a format that changes is named with the one before it and the row", async () => {
  const rows = DAYS.map((row, i) => (i < 15 ? row : row.replace(/(\d+)-(\d+)-(\d+)/, "$3/$2/$1")));
  const fault = await read(rows).catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: "time_unreadable", details: { row: 17, column: "date" } });
  for (const part of ["row 17", "YYYY-MM-DD", "DD/MM/YYYY"]) {
    expect(fault).toMatchObject({ details: { hint: expect.stringContaining(part) } });
  }
});

test("days that come first in some rows and second in later ones are two formats", async () => {
  const rows = ["13/01/2022,1", "14/01/2022,2", "15/01/2022,3", "01/16/2022,4"];
  await expect(read(rows)).rejects.toMatchObject({
    details: { row: 5, found: '"01/16/2022", which is written as MM/DD/YYYY, the times above as DD/MM/YYYY' },
  });
});

test("where no time of a column is written in a known way, the advice is how to write them", async () => {
  const rows = DAYS.map((_, i) => `week ${i} of 2022,${i}`);
  await expect(read(rows)).rejects.toMatchObject({
    code: "time_unreadable",
    details: { hint: expect.stringMatching(/2021-02-28.*--time/) },
  });
});
