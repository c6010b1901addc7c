import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { airPassengers, describeStep, formatTime, readCsv } from "./index.ts";

const FOLDER = [process.env.GATECAST_DATA, fileURLToPath(new URL("../../../../../shared/data", import.meta.url))].find(
  (folder) => folder !== undefined && existsSync(folder),
);

/** A test on one public file; skipped, with the reason in its title, where the data folder does not exist. */
function onFile(title: string, file: string, body: (bytes: Uint8Array) => Promise<void>): void {
  const skipped = FOLDER === undefined ? " (skipped: no GATECAST_DATA and no ../shared/data)" : "";
  test.skipIf(FOLDER === undefined)(`${title}${skipped}`, () => body(readFileSync(`${FOLDER}/${file}`)));
}

async function problemOf(bytes: Uint8Array) {
  return await readCsv(bytes).then(
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
    const { frame } = await readCsv(bytes, { file: `${AIRLINE}${name}.csv` });
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
    const { notes } = await readCsv(bytes);
    const text = "International airline passengers: monthly totals in thousands. Jan 49 ? Dec 60";
    expect(notes).toEqual([{ code: "footer_dropped", facts: { rows: 1, row: 147, text } }]);
  },
);

onFile(
  "Beijing PM2.5 puts its time together from year, month, day and hour",
  "beijing_pm25/PRSA_data_2010.1.1-2014.12.31.csv",
  async (bytes) => {
    const { frame, textColumns } = await readCsv(bytes);
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
  const { frame } = await readCsv(bytes);
  expect(frame.time).toMatchObject({ step: { unit: "month", count: 1 }, length: 722, format: "YYYY-MM" });
  expect([formatTime(frame.time, 0), formatTime(frame.time, 721)]).toEqual(["1959-11", "2019-12"]);
  expect([frame.columns[0]!.values[0], frame.columns[0]!.values[721]]).toEqual([193, 217.3]);
});

onFile("ETTh1 is hourly and keeps its format", "ett/ETTh1.csv", async (bytes) => {
  const { frame } = await readCsv(bytes);
  expect(describeStep({ unit: "hour", count: 1 })).toBe("1 hour");
  expect(frame.time).toMatchObject({ step: { unit: "hour", count: 1 }, length: 17_420, format: "YYYY-MM-DD HH:mm:ss" });
  expect(formatTime(frame.time, 17_420)).toBe("2018-06-26 20:00:00");
});

onFile(
  "a header of sensor ids is a header, and no time column makes a count axis",
  "los_traffic/los_speed.csv",
  async (bytes) => {
    const { frame } = await readCsv(bytes);
    expect(frame.time).toEqual({ kind: "count", start: 1, length: 2016 });
    expect(frame.columns.length).toBe(207);
    expect(frame.columns[0]!.name).toBe("773869");
    expect(frame.columns[0]!.values[0]).toBe(64.375);
  },
);

onFile("repeated column names are told apart, with a note", "hospital/hospital.csv", async (bytes) => {
  const { frame, notes } = await readCsv(bytes);
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

onFile("several stations in one file are noticed", "weather_aus/weatherAUS.csv.gz", async (bytes) => {
  const { code, details } = await problemOf(bytes);
  expect(code).toBe("times_backwards");
  expect(details.row).toBe(3042);
  expect(details.hint).toContain('column "Location" changes from "Albury" to "BadgerysCreek"');
});

onFile("a drive with uneven steps is refused as irregular", "driving/cloudpose_dataset1_car.csv", async (bytes) => {
  const { code, details } = await problemOf(bytes);
  expect(code).toBe("times_irregular");
  expect(details).toMatchObject({ row: 3, column: "Time" });
});
