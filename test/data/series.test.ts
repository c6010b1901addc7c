import { expect } from "vitest";
import { codesOf, findingOf, onFile } from "./journey.ts";

onFile(
  "Hangzhou's days have 108 slots of ten minutes: nights were cut out",
  "hangzhou_metro/hangzhou_metro_inflow_10min.csv",
  ({ inspection }) => {
    expect(inspection.layout).toBe("wide");
    expect(findingOf(inspection, "weekend_cut")).toMatchObject({
      column: "slot",
      facts: { pattern: "slots", slots: 108, cycles: 25 },
    });
    expect(codesOf(inspection)).toContain("no_time");
    expect(inspection.columns.map(({ missing }) => missing)).toEqual(new Array(82).fill(0));
  },
);

onFile(
  "Beijing's metro has 276 stations in rows, and no time",
  "beijing_metro/beijing_metro_in_15min.csv",
  ({ inspection }) => {
    expect([inspection.layout, inspection.seriesCount, inspection.rows]).toEqual(["rows", 276, 276 * 1800]);
    expect(codesOf(inspection)).toContain("no_time");
    expect(codesOf(inspection)).toContain("no_header");
    // 25 weekdays of 72 quarters of an hour: from the fifth to the sixth, and every five days on, a weekend is left out.
    expect(findingOf(inspection, "weekend_cut")).toMatchObject({
      count: 4,
      facts: { pattern: "weekends", day: 72, days: 25, week: 5, after: 5 },
    });
  },
);

const M4 = [
  ["Hourly", 414, 353_500, 43_940, 169, 700, 960],
  ["Weekly", 359, 366_912, 565_411, 358, 80, 2597],
] as const;
for (const [name, series, rows, padding, shorter, shortest, longest] of M4) {
  onFile(`M4's ${name} rows are padded, not missing`, `m4/${name}-train.csv`, ({ inspection }) => {
    expect([inspection.layout, inspection.seriesCount, inspection.rows]).toEqual(["rows", series, rows]);
    expect(findingOf(inspection, "padding")).toMatchObject({
      count: padding,
      facts: { series: shorter, shortest, longest },
    });
    expect(codesOf(inspection)).not.toContain("missing_values");
  });
}

const TOURISM = [
  ["monthly", 366, 100_496, 12_598, "month"],
  ["quarterly", 427, 39_128, 12_966, "quarter"],
] as const;
for (const [name, series, rows, padding, unit] of TOURISM) {
  onFile(`tourism's ${name} columns are series with times of their own`, `tourism/${name}_in.csv`, ({ inspection }) => {
    expect([inspection.seriesCount, inspection.rows, inspection.time?.unit]).toEqual([series, rows, unit]);
    expect(findingOf(inspection, "padding")).toMatchObject({ count: padding });
    for (const code of ["missing_values", "time_gaps", "duplicate_times"])
      expect(codesOf(inspection)).not.toContain(code);
  });
  onFile(`tourism's ${name} test part needs no padding`, `tourism/${name}_oos.csv`, ({ inspection }) => {
    expect(codesOf(inspection)).not.toContain("padding");
  });
}

onFile("the sensors of Los Angeles have no time and lack nothing", "los_traffic/los_speed.csv", ({ inspection }) => {
  expect(inspection.columns).toHaveLength(207);
  expect(inspection.findings.every(({ weight }) => weight === "informs")).toBe(true);
  expect(codesOf(inspection)).toEqual(["no_time", "outliers_hampel"]);
});

onFile("the hospital's 767 series give a short list", "hospital/hospital.csv", ({ inspection }) => {
  expect(inspection.columns).toHaveLength(767);
  expect(inspection.time).toMatchObject({ unit: "month", share: 1, first: "2000-01", last: "2006-12" });
  expect(inspection.findings.length).toBeLessThan(8);
  expect(inspection.findings.every(({ weight }) => weight === "informs")).toBe(true);
});
