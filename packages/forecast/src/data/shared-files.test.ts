import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { airPassengers, describeStep, formatTime, frameOf, readTable } from "./index.ts";
import { readFrame } from "./read-frame.fixture.ts";

const FOLDER = [process.env.GATECAST_DATA, fileURLToPath(new URL("../../../../../shared/data", import.meta.url))].find(
  (folder) => folder !== undefined && existsSync(folder),
);

/** A test on one public file; skipped, with the reason in its title, where the data folder does not exist. */
function onFile(title: string, file: string, body: (bytes: Uint8Array) => Promise<void>): void {
  const skipped = FOLDER === undefined ? " (skipped: no GATECAST_DATA and no ../shared/data)" : "";
  test.skipIf(FOLDER === undefined)(`${title}${skipped}`, () => body(readFileSync(`${FOLDER}/${file}`)));
}

async function problemOf(bytes: Uint8Array) {
  return await readFrame(bytes).then(
    () => expect.fail("expected a Problem"),
    (problem: unknown) => problem as { code: string; details: Record<string, unknown> },
  );
}

const AIRLINE = "airline_passengers/";

for (const name of [
  "airline-passengers",
  "international-airline-passengers_tsdl",
  "international-airline-passengers_tsdl_with_footer",
]) {
  onFile(`${name}.csv holds the embedded airline series`, `${AIRLINE}${name}.csv`, async (bytes) => {
    const { frame } = await readFrame(bytes, { file: `${AIRLINE}${name}.csv` });
    const embedded = airPassengers();
    expect(frame.time).toEqual(embedded.time);
    expect(frame.columns.map(({ values }) => values)).toEqual(embedded.columns.map(({ values }) => values));
    expect(frame.id).toBe(name);
  });
}

onFile(
  "a footer is quoted in a note",
  `${AIRLINE}international-airline-passengers_tsdl_with_footer.csv`,
  async (bytes) => {
    const { notes } = await readFrame(bytes);
    const text = "International airline passengers: monthly totals in thousands. Jan 49 ? Dec 60";
    expect(notes).toEqual([{ code: "footer_dropped", facts: { rows: 1, row: 147, text } }]);
  },
);

onFile(
  "Beijing PM2.5 puts its time together from year, month, day and hour",
  "beijing_pm25/PRSA_data_2010.1.1-2014.12.31.csv",
  async (bytes) => {
    const { frame, textColumns } = await readFrame(bytes);
    expect(frame.time).toMatchObject({ start: Date.UTC(2010, 0, 1), step: { unit: "hour", count: 1 }, length: 43_824 });
    expect(formatTime(frame.time, 43_824)).toBe("2015-01-01 00:00");
    expect(frame.columns.map(({ name }) => name)).toEqual(["No", "pm2.5", "DEWP", "TEMP", "PRES", "Iws", "Is", "Ir"]);
    const pm = frame.columns[1]!.values;
    expect(pm.filter(Number.isNaN).length).toBe(2067);
    expect(pm[24]).toBe(129);
    expect(textColumns).toEqual([{ name: "cbwd", row: 2, value: "NW" }]);
  },
);

onFile("Newport rainfall starts in November", "newport_rainfall/mly833_condensed.csv", async (bytes) => {
  const { frame } = await readFrame(bytes);
  expect(frame.time).toMatchObject({ step: { unit: "month", count: 1 }, length: 722, format: "YYYY-MM" });
  expect([formatTime(frame.time, 0), formatTime(frame.time, 721)]).toEqual(["1959-11", "2019-12"]);
  expect([frame.columns[0]!.values[0], frame.columns[0]!.values[721]]).toEqual([193, 217.3]);
});

onFile("ETTh1 is hourly and keeps its format", "ett/ETTh1.csv", async (bytes) => {
  const { frame } = await readFrame(bytes);
  expect(describeStep({ unit: "hour", count: 1 })).toBe("1 hour");
  expect(frame.time).toMatchObject({ step: { unit: "hour", count: 1 }, length: 17_420, format: "YYYY-MM-DD HH:mm:ss" });
  expect(formatTime(frame.time, 17_420)).toBe("2018-06-26 20:00:00");
});

onFile(
  "a header of sensor ids is a header, and no time column makes a count axis",
  "los_traffic/los_speed.csv",
  async (bytes) => {
    const { frame } = await readFrame(bytes);
    expect(frame.time).toEqual({ kind: "count", start: 1, length: 2016 });
    expect(frame.columns.length).toBe(207);
    expect(frame.columns[0]!.name).toBe("773869");
    expect(frame.columns[0]!.values[0]).toBe(64.375);
  },
);

onFile("repeated column names are told apart, with a note", "hospital/hospital.csv", async (bytes) => {
  const { frame, notes } = await readFrame(bytes);
  const names = frame.columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(767);
  expect(names).toContain("TH3_2");
  expect(notes).toContainEqual({ code: "names_repeated", facts: { columns: 732, first: "TH3" } });
});

onFile(
  "repeated timestamps of the interstate are named with their row",
  "interstate_traffic/Metro_Interstate_Traffic_Volume.csv",
  async (bytes) => {
    expect(await problemOf(bytes)).toMatchObject({
      code: "times_repeated",
      details: {
        row: 181,
        column: "date_time",
        found: "2012-10-10 07:00 after 2012-10-10 07:00; 7629 such rows among 48204",
        needed: "steps of 1 hour, as 78 % of the rows have",
      },
    });
  },
);

onFile("a drive with uneven steps is refused as irregular", "driving/cloudpose_dataset1_car.csv", async (bytes) => {
  const { code, details } = await problemOf(bytes);
  expect(code).toBe("times_irregular");
  expect(details).toMatchObject({ row: 3, column: "Time" });
});

/** Title, file and what must come out: layout, rows, series, columns beside them, format of the time. */
const LAYOUTS: readonly (readonly [string, string, object])[] = [
  [
    "49 stations in one file are its series",
    "weather_aus/weatherAUS.csv.gz",
    { layout: "long", rows: 145_460, series: 49, seriesName: "Location", first: "Albury", time: "YYYY-MM-DD" },
  ],
  [
    "a wide table stays wide",
    "hospital/hospital.csv",
    { layout: "wide", rows: 84, series: undefined, columns: 767, time: "YYYY-MM" },
  ],
  [
    "the stations of a metro are columns; day and slot are numbers, not times",
    "hangzhou_metro/hangzhou_metro_inflow_10min.csv",
    { layout: "wide", rows: 2700, series: undefined, columns: 82, time: undefined },
  ],
  ["a matrix with its indices has a header", "hangzhou_metro/hangzhou_graph.csv", { rows: 81, columns: 82 }],
  ["a matrix without a header loses no row", "beijing_metro/beijing_metro_adjacency.csv", { rows: 276, columns: 276 }],
  ["a matrix of roads loses no row", "los_traffic/los_adj.csv", { rows: 207, columns: 207 }],
  [
    "stations in rows without a header are series",
    "beijing_metro/beijing_metro_in_15min.csv",
    { layout: "rows", rows: 276 * 1800, series: 276, columns: 1, time: undefined },
  ],
  [
    "ragged rows end with their last value",
    "m4/Hourly-train.csv",
    { layout: "rows", rows: 353_500, series: 414, seriesName: "unique_id", first: "H1", columns: 1 },
  ],
  ["weekly rows as well", "m4/Weekly-train.csv", { layout: "rows", rows: 366_912, series: 359, first: "W1" }],
  ["the test rows are 48 each", "m4/Hourly-test.csv", { layout: "rows", rows: 414 * 48, series: 414 }],
  [
    "forecasts in rows are read alike",
    "m4/forecast-Naive2-Weekly.csv",
    { layout: "rows", rows: 359 * 13, series: 359 },
  ],
  [
    "three meta rows give each column its length and start",
    "tourism/monthly_in.csv",
    { layout: "wide", rows: 100_496, series: 366, first: "m1", columns: 1, time: "YYYY-MM" },
  ],
  ["and so for eight quarters", "tourism/quarterly_oos.csv", { rows: 427 * 8, series: 427, time: "YYYY[Q]Q" }],
  ["a table of scores without its footer", "m4/published_point_forecast_results.csv", { rows: 59, layout: "single" }],
];

for (const [title, file, expected] of LAYOUTS) {
  onFile(`${title} (${file})`, file, async (bytes) => {
    const { layout, rows, series, columns, time } = await readTable(bytes, { file });
    expect({
      layout,
      rows,
      series: series?.categories.length,
      seriesName: series?.name,
      first: series?.categories[0],
      columns: columns.length,
      time: time?.format,
    }).toMatchObject(expected);
  });
}

onFile(
  "a series of the tourism competition begins where its meta rows say",
  "tourism/quarterly_in.csv",
  async (bytes) => {
    const { frame } = frameOf(await readTable(bytes), { series: "q427" });
    const lines = new TextDecoder().decode(bytes).trim().split(/\r?\n/);
    const column = lines.map((line) => line.split(",").at(-1)!);
    expect(column[0]).toBe("q427");
    const values = column.slice(4).filter((cell) => cell !== "");
    expect(values.length).toBe(Number(column[1]));
    expect([...frame.columns[0]!.values]).toEqual(values.map(Number));
    expect(formatTime(frame.time, 0)).toBe(`${column[2]}Q${column[3]}`);
  },
);

onFile("weather of one station has the holes of its dates", "weather_aus/weatherAUS.csv.gz", async (bytes) => {
  const table = await readTable(bytes);
  const missing = table.columns.reduce((sum, column) => {
    const own = column.kind === "text" ? column.codes.filter((code) => code < 0) : column.values.filter(Number.isNaN);
    return sum + own.length;
  }, 0);
  expect(missing).toBe(343_248);
  expect(() => frameOf(table, { series: "Albury" })).toThrow(expect.objectContaining({ code: "times_skip" }));
});

onFile("the word None is no missing cell", "interstate_traffic/Metro_Interstate_Traffic_Volume.csv", async (bytes) => {
  const { columns, layout, rows } = await readTable(bytes);
  expect([layout, rows]).toEqual(["single", 48_204]);
  const [holiday] = columns;
  expect(holiday?.kind === "text" && [holiday.categories[0], holiday.codes.includes(-1)]).toEqual(["None", false]);
});
