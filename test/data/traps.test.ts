import { expect } from "vitest";
import { codesOf, findingOf, onFile } from "./journey.ts";

// The counts are those of the data's own README, or of pandas where it gives none.

onFile("ETTh1 is clean", "ett/ETTh1.csv", ({ inspection }) => {
  expect(inspection.findings).toEqual([]);
  expect(inspection.time).toMatchObject({ unit: "hour", share: 1, last: "2018-06-26 19:00:00" });
});

const PASSENGERS = [
  ["airline-passengers", "Passengers", []],
  ["international-airline-passengers_tsdl", "y", ["no_header"]],
  ["international-airline-passengers_tsdl_with_footer", "passengers", ["footer"]],
] as const;
for (const [name, target, codes] of PASSENGERS) {
  onFile(`${name} has no other fault than its form`, `airline_passengers/${name}.csv`, ({ inspection }) => {
    expect(inspection.findings.map(({ code }) => code)).toEqual(codes);
    expect(inspection.columns).toMatchObject([{ name: target, known: 144, min: 104, max: 622 }]);
    expect(inspection.time).toMatchObject({ first: "1949-01", last: "1960-12", unit: "month", share: 1 });
  });
}

onFile("a footer is named by its line", `airline_passengers/${PASSENGERS[2][0]}.csv`, ({ inspection }) => {
  expect(findingOf(inspection, "footer")).toMatchObject({ count: 1, firstRows: [147] });
});

onFile("Newport's rain is clean, and starts in November", "newport_rainfall/mly833_condensed.csv", ({ inspection }) => {
  expect(inspection.findings).toEqual([]);
  expect(inspection.time).toMatchObject({ columns: ["year", "month"], first: "1959-11", last: "2019-12", share: 1 });
});

const BEIJING = "beijing_pm25/PRSA_data_2010.1.1-2014.12.31.csv";
onFile(
  "PM2.5 lacks 2,067 hours in 214 runs, the longest of 155, and the whole first day",
  BEIJING,
  ({ inspection }) => {
    expect(inspection.target).toEqual({ column: "pm2.5", reason: "first" });
    expect(findingOf(inspection, "missing_values")).toMatchObject({
      column: "pm2.5",
      count: 2067,
      firstRows: [2, 3, 4, 5, 6],
      facts: { runs: 214, longest: 155, longest_at: "2010-09-21 05:00" },
    });
    expect(findingOf(inspection, "leading_missing")).toMatchObject({ column: "pm2.5", count: 24 });
    expect(inspection.columns.find(({ name }) => name === "pm2.5")).toMatchObject({
      known: 41_757,
      median: 72,
      q1: 29,
      q3: 137,
      max: 994,
    });
  },
);

onFile("PM2.5's peaks are not called faults", BEIJING, ({ inspection }) => {
  expect(codesOf(inspection)).toEqual(["missing_values", "leading_missing", "outliers_hampel"]);
  expect(inspection.findings.every(({ weight }) => weight === "informs")).toBe(true);
});

const WEATHER = "weather_aus/weatherAUS.csv.gz";
onFile("the Australian weather lacks 343,248 cells at 49 stations", WEATHER, ({ inspection }) => {
  expect([inspection.seriesColumn, inspection.seriesCount, inspection.rows]).toEqual(["Location", 49, 145_460]);
  const missing = inspection.findings.filter(({ code }) => code === "missing_values");
  expect(missing.reduce((sum, { count }) => sum + count, 0)).toBe(343_248);
  const counts = Object.fromEntries(missing.map(({ column, count }) => [column, count]));
  expect(counts).toMatchObject({
    MinTemp: 1485,
    MaxTemp: 1261,
    Sunshine: 69_835,
    WindGustDir: 10_326,
    RainToday: 3261,
  });
  expect(inspection.series.find(({ name }) => name === "Albury")?.columns?.[1]).toMatchObject({
    name: "MaxTemp",
    missing: 11,
  });
});

onFile("stations that never report a column are named", WEATHER, ({ inspection }) => {
  const never = inspection.findings.filter(({ code }) => code === "all_missing");
  expect(Object.fromEntries(never.map(({ column, facts }) => [column, facts.series]))).toEqual({
    Evaporation: 16,
    Sunshine: 19,
    WindGustDir: 2,
    WindGustSpeed: 2,
    Pressure9am: 4,
    Pressure3pm: 4,
    Cloud9am: 12,
    Cloud3pm: 12,
  });
  expect(findingOf(inspection, "all_missing", "WindGustSpeed")).toMatchObject({
    count: 6079,
    facts: { names: "Newcastle, Albany" },
  });
});

onFile("the stations' dates have 143 gaps of 4,112 days, and nothing is doubled", WEATHER, ({ inspection }) => {
  expect(findingOf(inspection, "time_gaps")).toMatchObject({
    count: 4112,
    facts: { gaps: 143, longest: 31, step: "1 day", series: 46 },
    repair: { kind: "regular", every: "1 day" },
  });
  const { parts } = findingOf(inspection, "time_gaps");
  expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(4112);
  expect(parts).toHaveLength(46);
  expect(parts.slice(0, 3)).toMatchObject([
    { series: "SalmonGums", count: 97 },
    { series: "NorahHead", count: 94 },
    { series: "Walpole", count: 92 },
  ]);
  const sunshine = findingOf(inspection, "missing_values", "Sunshine").parts;
  expect(sunshine.find(({ series }) => series === "Sydney")).toMatchObject({ column: "Sunshine", count: 16 });
  const codes = ["duplicate_rows", "duplicate_times", "out_of_order", "sentinel", "irregular_step", "weekend_cut"];
  for (const code of codes) expect(codesOf(inspection)).not.toContain(code);
});

const INTERSTATE = "interstate_traffic/Metro_Interstate_Traffic_Volume.csv";
onFile("the interstate repeats 7,629 timestamps and lacks 11,976 hours", INTERSTATE, ({ inspection }) => {
  expect(findingOf(inspection, "duplicate_times")).toMatchObject({
    count: 7629,
    firstRows: [181, 183, 185, 272, 273],
    facts: { times: 5445, most: 6 },
  });
  expect(findingOf(inspection, "duplicate_rows")).toMatchObject({ count: 17 });
  const gaps = findingOf(inspection, "time_gaps");
  expect(gaps).toMatchObject({
    count: 11_976,
    facts: { gaps: 2588, longest: 7386, longest_from: "2014-08-08 01:00", longest_to: "2015-06-11 20:00" },
  });
  expect(Math.floor(Number(gaps.facts.longest) / 24)).toBe(307);
});

onFile("ten temperatures of 0 K and one rain of 9,831 mm stand out", INTERSTATE, ({ inspection }) => {
  expect(findingOf(inspection, "sentinel")).toMatchObject({
    column: "temp",
    count: 10,
    firstRows: [11_900, 11_901, 11_902, 11_903, 11_948],
    repair: { kind: "missing", values: [0], columns: ["temp"] },
  });
  expect(findingOf(inspection, "outliers_iqr")).toMatchObject({
    column: "rain_1h",
    count: 1,
    firstRows: [24_874],
    facts: { apart: 1, extreme: 9831.3 },
  });
});

onFile("the interstate's clock goes by American summer time; None is a word", INTERSTATE, ({ inspection }) => {
  // No year has a reading at 2 o'clock on the second Sunday in March, though 1 and 3 o'clock are there in three of them.
  const { facts, repair } = findingOf(inspection, "clock_change");
  expect(facts).toMatchObject({ skipped: 3, zones: expect.stringContaining("America/Chicago") });
  // A third of the hours is missing or doubled besides, so the times are not read by that clock.
  expect([facts.zone, repair]).toEqual([undefined, null]);
  expect(inspection.columns.find(({ name }) => name === "holiday")).toMatchObject({
    kind: "text",
    missing: 0,
    common: [{ value: "None", count: 48_143 }, {}, {}, {}, {}],
  });
});

onFile(
  "the car's steps are uneven, and ten a second are proposed",
  "driving/cloudpose_dataset1_car.csv",
  ({ inspection }) => {
    expect(findingOf(inspection, "irregular_step")).toMatchObject({
      count: 3397,
      repair: { kind: "regular", every: "0.1 seconds", by: "mean" },
    });
    expect(codesOf(inspection)).toEqual(["irregular_step"]);
  },
);

onFile(
  "the phone's steps jitter, and many of its columns are constant",
  "driving/cloudpose_dataset1_phone.csv",
  ({ inspection }) => {
    expect(findingOf(inspection, "irregular_step")).toMatchObject({ count: 897, repair: { every: "0.1 seconds" } });
    expect(inspection.findings.filter(({ code }) => code === "constant")).toHaveLength(9);
    expect(findingOf(inspection, "constant", "locationFloor(Z)")).toMatchObject({ facts: { value: -9999 } });
  },
);
