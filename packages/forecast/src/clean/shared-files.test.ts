import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { NumberColumn, Table } from "../contracts/index.ts";
import { readTable } from "../data/read-table.ts";
import { cleanTable } from "./index.ts";

const FOLDER = [process.env.GATECAST_DATA, fileURLToPath(new URL("../../../../../shared/data", import.meta.url))].find(
  (folder) => folder !== undefined && existsSync(folder),
);

/** A test on one public file; skipped, with the reason in its title, where the data folder does not exist. */
function onFile(title: string, file: string, body: (table: Table) => Promise<void>): void {
  const skipped = FOLDER === undefined ? " (skipped: no GATECAST_DATA and no ../shared/data)" : "";
  test.skipIf(FOLDER === undefined)(`${title}${skipped}`, async () =>
    body(await readTable(readFileSync(`${FOLDER}/${file}`), { file })),
  );
}

function numbersOf(table: Table, name: string): NumberColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column?.kind !== "number") throw new Error(`no numbers in ${name}`);
  return column;
}

const sum = (values: Float64Array): number =>
  values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
const missing = (values: Float64Array): number => values.filter(Number.isNaN).length;

// All figures below are those of pandas 1.5.3 for the same steps.

onFile(
  "49 stations: modes over all of them, 84 689 values outside the quartiles' bounds, and columns never reported",
  "weather_aus/weatherAUS.csv.gz",
  async (table) => {
    const {
      fitted,
      notes,
      table: cleaned,
    } = await cleanTable(table, [
      { kind: "fill", by: "mode", over: "table" },
      { kind: "duplicates", keep: "first" },
      { kind: "outliers", by: "iqr", replace: "mean", over: "table" },
    ]);
    expect(fitted[0]).toMatchObject({
      values: [
        { value: 11 },
        { value: 20 },
        { value: 0 },
        { value: 4 },
        { value: 0 },
        { value: 35 },
        { value: 9 },
      ].concat([13, 99, 52, 1016.4, 1015.3, 7, 7, 17, 20].map((value) => ({ value }))),
    });
    const filled = notes.find(({ code }) => code === "clean_filled");
    expect(filled?.facts.cells).toBe(311_600);
    expect(notes.find(({ code }) => code === "clean_outliers")?.facts.cells).toBe(84_689);
    expect(cleaned.rows).toBe(145_460);
    const { values, filled: marks } = numbersOf(cleaned, "MaxTemp");
    expect(values.reduce((most, value) => Math.max(most, value))).toBe(43.5);
    // 1 261 missing and 544 outliers.
    expect(marks?.reduce((total, mark) => total + mark, 0)).toBe(1805);
    // 35 columns that a station never reports.
    const { notes: said } = await cleanTable(table, [
      { kind: "fill", by: "mean", columns: ["Evaporation", "Sunshine"] },
    ]);
    const impossible = said.filter(({ code }) => code === "clean_impossible").map(({ facts }) => facts);
    expect(impossible[0]).toEqual({ step: "fill", column: "Evaporation", series: "Albury", reason: "no_reading" });
    expect(impossible.length).toBe(35);
    expect(impossible.at(-1)).toEqual({ step: "fill", column: "Sunshine", series: "Uluru", reason: "no_reading" });
  },
);

onFile(
  "an hourly road without its 7 629 repetitions and with its 11 976 missing hours",
  "interstate_traffic/Metro_Interstate_Traffic_Volume.csv",
  async (table) => {
    const { table: cleaned, notes } = await cleanTable(table, [
      { kind: "duplicates", keep: "mean" },
      { kind: "regular", by: "mean" },
    ]);
    expect(notes).toEqual([
      { code: "clean_duplicates", facts: { rows: 7629, keep: "mean" } },
      { code: "clean_regular", facts: { step: "1 hour", added: 11_976, joined: 0, rows: 52_551 } },
    ]);
    const { values } = numbersOf(cleaned, "temp");
    expect(missing(values)).toBe(11_976);
    expect(sum(values)).toBeCloseTo(11_414_391.921166666, 3);
  },
);

onFile("a drive at ten readings a second", "driving/cloudpose_dataset1_car.csv", async (table) => {
  const { table: even } = await cleanTable(table, [{ kind: "regular", every: "0.1 seconds", by: "mean" }]);
  const { values } = numbersOf(even, "Speed (MPH)");
  expect([even.rows, missing(values)]).toEqual([3420, 0]);
  expect(sum(values)).toBeCloseTo(68_528.26033333334, 6);
  const { notes } = await cleanTable(table, [{ kind: "regular", by: "mean" }]);
  expect(notes[0]?.facts.reason).toBe("no_step");
});

onFile(
  "hours of fine dust on straight lines between readings; the first day has none before it",
  "beijing_pm25/PRSA_data_2010.1.1-2014.12.31.csv",
  async (table) => {
    const { table: cleaned } = await cleanTable(table, [{ kind: "fill", by: "linear", columns: ["pm2.5"] }]);
    const { values, filled } = numbersOf(cleaned, "pm2.5");
    expect(missing(values)).toBe(24);
    expect(sum(values)).toBeCloseTo(4_303_129.5, 4);
    expect(filled?.filter((mark) => mark === 2).length).toBe(2043);
  },
);
