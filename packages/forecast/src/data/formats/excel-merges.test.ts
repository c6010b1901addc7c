import { expect, test } from "vitest";
import type { Note } from "../../contracts/outcome.ts";
import { readTable } from "../read-table.ts";
import { excelRows } from "./excel.ts";
import { cellsText, workbook } from "./rows.fixture.ts";

type Value = string | number | null;

/** A workbook of one sheet with these cells and merges. */
function merged(rows: readonly (readonly Value[])[], merges: readonly string[]): Uint8Array {
  const cell = (value: Value, place: string): string => {
    if (value === null) return `<c r="${place}"/>`;
    const isText = typeof value === "string";
    return isText
      ? `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
      : `<c r="${place}"><v>${value}</v></c>`;
  };
  const lines = rows.map((cells, row) => {
    const written = cells.map((value, column) => cell(value, `${"ABCDEFGH"[column]}${row + 1}`));
    return `<row r="${row + 1}">${written.join("")}</row>`;
  });
  const references = merges.map((one) => `<mergeCell ref="${one}"/>`).join("");
  const sheet = `<?xml version="1.0"?><worksheet><sheetData>${lines.join("")}</sheetData><mergeCells>${references}</mergeCells></worksheet>`;
  return workbook({ a: "" }, { "xl/worksheets/sheet1.xml": sheet });
}

async function read(rows: readonly (readonly Value[])[], merges: readonly string[]) {
  const notes: Note[] = [];
  const text = await cellsText(excelRows(merged(rows, merges), { onNote: (note) => notes.push(note) }));
  return { text, notes };
}

const months = (first: number): Value[][] => Array.from({ length: 12 }, (_, i) => [null, i + 1, first + i]);

test("a value that is merged down stands in every row that it covers", async () => {
  const rows = [["Year", "Month", "y"], ...months(100), ...months(200)];
  rows[1]![0] = 2020;
  rows[13]![0] = 2021;
  const table = await readTable(merged(rows, ["A2:A13", "A14:A25"]));
  expect(table.time?.format).toBe("YYYY-MM");
  expect(Array.from(table.time!.values)).toEqual(Array.from({ length: 24 }, (_, i) => Date.UTC(2020, i, 1)));
  expect(table.notes).toContainEqual({ code: "cells_merged", facts: { merges: 2, row: 2 } });
});

test("the name of a series that is merged down keeps the series apart", async () => {
  const day = (i: number): string => `2024-03-${String((i % 20) + 1).padStart(2, "0")}`;
  const rows: Value[][] = [["region", "date", "y"]];
  for (let i = 0; i < 40; i++) rows.push([i === 0 ? "N" : i === 20 ? "S" : null, day(i), i]);
  const table = await readTable(merged(rows, ["A2:A21", "A22:A41"]));
  expect(table.series?.categories).toEqual(["N", "S"]);
  expect(Array.from(table.series!.codes)).toEqual([...new Array(20).fill(0), ...new Array(20).fill(1)]);
});

test("a header whose groups are merged over their columns becomes one row; the title above stays one cell", async () => {
  const rows = [
    ["Station report", null, null, null],
    [null, null, null, null],
    ["Time", "North", null, "South"],
    [null, "temp", "rain", "temp"],
    ["2024-03-01", 1.5, 2, 3],
    ["2024-03-02", 2.5, 0, 4],
  ];
  const { text, notes } = await read(rows, ["A1:D1", "B3:C3", "A3:A4"]);
  expect(text).toEqual([
    "Station report|||",
    "|||",
    "|||",
    "Time|North temp|North rain|South temp",
    "2024-03-01|1.5|2|3",
    "2024-03-02|2.5|0|4",
  ]);
  expect(notes).toEqual([
    { code: "cells_merged", facts: { merges: 2, row: 3 } },
    { code: "header_joined", facts: { row: 3, rows: 2 } },
  ]);
});

test("groups that are numbers join the names below them, and groups of groups as well", async () => {
  const years = [
    ["Day", 2024, null, 2025, null],
    [null, "A", "B", "A", "B"],
    ["03-01", 1, 2, 3, 4],
  ];
  expect((await read(years, ["A1:A2", "B1:C1", "D1:E1"])).text[1]).toBe("Day|2024 A|2024 B|2025 A|2025 B");
  const nested = [
    [null, "Sites", null, null, null],
    [null, "North", null, "South", null],
    ["Date", "temp", "rain", "temp", "rain"],
    ["2024-03-01", 1, 2, 3, 4],
  ];
  const outer = [["Report"], ...nested.slice(1)];
  expect((await read(nested, ["B1:E1", "B2:C2", "D2:E2"])).text.slice(0, 3)).toEqual([
    "|Sites|||",
    "||||",
    "Date|North temp|North rain|South temp|South rain",
  ]);
  expect((await read(outer, ["B2:C2", "D2:E2"])).text[2]).toBe("Date|North temp|North rain|South temp|South rain");
  const tall = [
    ["Date", "Sites", null, "Mean"],
    [null, "N", "S", null],
    ["2024-03-01", 1, 2, 1.5],
  ];
  expect((await read(tall, ["A1:A2", "B1:C1", "D1:D2"])).text[1]).toBe("Date|Sites N|Sites S|Mean");
});

test("readings below a merged header are never joined to it", async () => {
  const rows = [
    ["Date", "Temperature", null],
    ["2024-03-01", 1, 2],
    ["2024-03-02", 3, 4],
  ];
  expect((await read(rows, ["B1:C1"])).text).toEqual([
    "Date|Temperature|Temperature",
    "2024-03-01|1|2",
    "2024-03-02|3|4",
  ]);
});

test("what a cell under a merge holds of its own is kept, and so is a remark merged over its row", async () => {
  const rows = [
    ["a", "b"],
    [1, 2],
    [null, 7],
    [null, null],
    ["Source: the office", null],
  ];
  expect((await read(rows, ["A2:B4", "A5:B5", "B1", "A1:A1", "x", "B9:A2"])).text).toEqual([
    "a|b",
    "1|2",
    "1|7",
    // Nothing of its own: the rest of a row that is several rows high.
    "|",
    "Source: the office|",
  ]);
});

test("a number merged over rows counts once, unless it groups them from the left on, as a year does", async () => {
  const rows = [
    ["year", "month", "rain", "of both"],
    [2020, 1, 5, 12],
    [null, 2, 7, null],
  ];
  expect((await read(rows, ["A2:A3", "D2:D3"])).text).toEqual(["year|month|rain|of both", "2020|1|5|12", "2020|2|7|"]);
});

test("a row two rows high is one row, in the header too, and one name above all columns is none of theirs", async () => {
  const tall = [
    ["ds", "y"],
    [null, null],
    ["2024-03-01", 1],
    [null, null],
    ["2024-03-02", 2],
    [null, null],
  ];
  const merges = ["A1:A2", "B1:B2", "A3:A4", "B3:B4", "A5:A6", "B5:B6"];
  expect((await read(tall, merges)).text.filter((line) => line !== "|")).toEqual([
    "ds|y",
    "2024-03-01|1",
    "2024-03-02|2",
  ]);
  const titled = [
    ["ds", "Stations", null],
    [null, "s1", "s2"],
    ["2024-03-01", 1, 2],
  ];
  expect((await read(titled, ["A1:A2", "B1:C1"])).text.at(-2)).toBe("ds|s1|s2");
});

test("merges beyond the sheet, over all of it or over each other fill its own cells and no more", async () => {
  const rows = [
    ["ds", "y"],
    ["2024-03-01", 1],
    [null, 2],
  ];
  const own = ["ds|y", "2024-03-01|1", "2024-03-01|2"];
  expect((await read(rows, ["A2:A1048576"])).text).toEqual(own);
  expect((await read(rows, ["C9:XFD1048576", "A2:A3", "ZZZ1:ZZZ9999999"])).text).toEqual(own);
  expect((await read(rows, ["A1:XFD1048576"])).text).toEqual(["ds|y", "2024-03-01|1", "ds|2"]);
  const { notes } = await read(rows, new Array(50_000).fill("A1:XFD1048576"));
  expect(notes).toEqual([{ code: "cells_merged", facts: { merges: 1, row: 1 } }]);
});
