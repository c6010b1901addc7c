import { expect, test } from "vitest";
import type { Table } from "../../contracts/table.ts";
import { inferStep } from "../infer-step.ts";
import { readTable } from "../read-table.ts";
import { describeStep } from "../time-at.ts";
import { type Case, cellsOf } from "./case.fixture.ts";
import { CLOCKS } from "./clocks.fixture.ts";
import { DATES } from "./dates.fixture.ts";
import { FORMATS } from "./formats.fixture.ts";
import { LAYOUTS } from "./layouts.fixture.ts";
import { NUMBERS } from "./numbers.fixture.ts";
import { SERIES } from "./series.fixture.ts";

// To add a case: write a file as people have it, at most a dozen lines, and what it says into the list of its theme.

for (const [theme, cases] of Object.entries({ NUMBERS, DATES, CLOCKS, LAYOUTS, SERIES, FORMATS })) {
  for (const { title, file, name, layout, told = [], ...read } of cases) {
    test(`${theme.toLowerCase()}: ${title}`, async () => {
      const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
      const table = await readTable(bytes, name === undefined ? {} : { file: name });
      expect(table.rows).toBe(read.columns[0]!.length - 1);
      expect(readingOf(table)).toEqual(read);
      expect(table.layout).toBe(layout ?? (read.series ? "long" : "single"));
      expect(table.notes.map(({ code }) => code).sort()).toEqual([...told].sort());
    });
  }
}

test("every case has a title of its own and no more lines than a newcomer takes in at once", () => {
  const cases: readonly Case[] = [NUMBERS, DATES, CLOCKS, LAYOUTS, SERIES, FORMATS].flat();
  expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
  for (const { file } of cases) if (typeof file === "string") expect(file.split(/\r\n?|\n/).length).toBeLessThan(20);
});

/** A table in the words of a case. */
function readingOf({ time, series, columns }: Table): Pick<Case, "time" | "series" | "columns"> {
  return {
    ...(time ? { time: timeText(time) } : {}),
    ...(series ? { series: cellsOf(series) } : {}),
    columns: columns.map(cellsOf),
  };
}

function timeText({ name, columns, values, format }: NonNullable<Table["time"]>): string {
  const each = Float64Array.from(new Set(values)).sort();
  const step = inferStep(each, format)?.step;
  const [first, last] = [values[0]!, values.at(-1)!].map((ms) =>
    new Date(ms)
      .toISOString()
      .replace("T", " ")
      .replace(/(?:(?::00)?\.000)?Z$/, "")
      .replace(/ 00:00$/, ""),
  );
  return `${columns.join(" + ") || name}: ${first} to ${last}, ${step ? describeStep(step) : "no step"}`;
}
