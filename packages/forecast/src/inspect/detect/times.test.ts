import fc from "fast-check";
import { expect, test } from "vitest";
import { type CleanSpec, cleanTable } from "../../clean/index.ts";
import { tableOf } from "../../clean/table.fixture.ts";
import { frameOf } from "../../data/index.ts";
import { clockOf, timeOfClock } from "../../data/zone.ts";
import { curve, findings, hours, only } from "../findings.fixture.ts";
import { inspectTable } from "../inspect-table.ts";
import { proposalReasons, proposeConfiguration } from "../propose.ts";

test("copies of rows and repeated times are different findings", async () => {
  const time = [0, 1, 1, 2, 3, 3, 3, 4];
  const found = await findings({ time, columns: { y: [5, 6, 6, 7, 8, 8, 9, 3], z: [1, 2, 2, 3, 4, 5, 4, 9] } });
  expect(found).toMatchObject([
    {
      code: "duplicate_times",
      weight: "blocks",
      count: 3,
      firstRows: [4, 7, 8],
      facts: { times: 2, most: 3, differ: 2 },
      repair: { kind: "duplicates", keep: "mean" },
    },
    { code: "duplicate_rows", count: 1, firstRows: [4], repair: { kind: "duplicates", keep: "first" } },
  ]);
});

test("equal times of different series are no repetitions", async () => {
  const codes = ["duplicate_times", "duplicate_rows", "out_of_order"];
  const found = await findings({ time: [0, 1, 2, 0, 1, 2], series: [..."aaabbb"], columns: { y: [1, 2, 3, 1, 2, 3] } });
  expect(found.filter(({ code }) => codes.includes(code))).toEqual([]);
});

test("rows out of order are counted where the time goes back", async () => {
  const found = await findings({ time: [0, 1, 3, 2, 4, 5], columns: { y: [1, 2, 4, 3, 5, 7] } });
  expect(found).toMatchObject([
    { code: "out_of_order", count: 1, firstRows: [5], facts: { descending: 0 }, repair: { kind: "sort" } },
  ]);
  const descending = await only("out_of_order", { time: [3, 2, 1, 0], columns: { y: [1, 5, 2, 4] } });
  expect(descending).toMatchObject({ count: 3, facts: { descending: 1 } });
});

test("gaps count the rows that are missing and name the longest", async () => {
  const time = hours(50).filter((hour) => hour !== 7 && (hour < 20 || hour > 24));
  const gaps = await only("time_gaps", { time, columns: { y: curve(time.length) } });
  expect(gaps).toMatchObject({
    weight: "blocks",
    column: "ds",
    count: 6,
    firstRows: [9, 21],
    facts: { gaps: 2, longest: 5, longest_from: "2020-01-01 19:00", longest_to: "2020-01-02 01:00", step: "1 hour" },
    repair: { kind: "regular", every: "1 hour", by: "mean" },
  });
});

test("months of 28 to 31 days are steps without gaps", async () => {
  const time = Array.from({ length: 36 }, (_, i) => new Date(Date.UTC(2020, i + 1, 0)).toISOString().slice(0, 10));
  const { time: facts, findings: found } = await inspectTable(
    tableOf({ time, format: "YYYY-MM-DD", columns: { y: curve(36) } }),
  );
  expect(found).toEqual([]);
  expect(facts).toMatchObject({ first: "2020-01-31", last: "2022-12-31", step: { unit: "month", count: 1 }, share: 1 });
  time.splice(10, 2);
  const gaps = await only("time_gaps", { time, format: "YYYY-MM-DD", columns: { y: curve(34) } });
  expect(gaps).toMatchObject({ count: 2, facts: { gaps: 1, step: "1 month" } });
});

test("weekends that are cut out are one pattern, a missing Wednesday is a gap", async () => {
  const days = hours(140).filter((day) => ![3, 4].includes(day % 7) && day !== 21 + 7);
  // Day 0 is a Wednesday: 1 January 2020.
  const table = { time: days.map((day) => day * 24), format: "YYYY-MM-DD", columns: { y: curve(days.length) } };
  expect(await only("weekend_cut", table)).toMatchObject({
    count: 40,
    facts: { gaps: 20, pattern: "weekends", step: "1 day" },
  });
  expect(await only("time_gaps", table)).toMatchObject({ count: 1, facts: { gaps: 1 } });
});

test("nights that are cut out are a pattern", async () => {
  const time = hours(24 * 42).filter((hour) => hour % 24 >= 6 && hour % 24 < 22);
  const found = await only("weekend_cut", { time, columns: { y: curve(time.length) } });
  expect(found).toMatchObject({ count: 41 * 8, facts: { gaps: 41, pattern: "nights" } });
});

test("uneven distances are irregular, and no gaps are made of them", async () => {
  const time = hours(100).map((i) => i + ((i * 37) % 60) / 60);
  const found = await findings({ time, columns: { y: curve(100) } });
  expect(found.map(({ code }) => code)).toEqual(["irregular_step"]);
  expect(found[0]).toMatchObject({ weight: "blocks", repair: { kind: "regular", by: "mean" } });
});

test("the one series whose distances are uneven is named", async () => {
  const uneven = hours(30).map((i) => i + ((i * 37) % 60) / 60);
  const series = [...hours(60).map(() => "a"), ...hours(30).map(() => "b")];
  const found = await findings({ time: [...hours(60), ...uneven], series, columns: { y: curve(90) } });
  expect(found.find(({ code }) => code === "irregular_step")).toMatchObject({ series: "b" });
});

test("another step from some row on is one change and no gaps", async () => {
  const time = [...hours(48), ...hours(100).map((i) => 48 + i / 6)];
  const found = await findings({ time, columns: { y: curve(148) } });
  expect(found).toMatchObject([
    {
      code: "step_change",
      count: 1,
      firstRows: [51],
      facts: { from: "1 hour", to: "10 minutes" },
      repair: { kind: "regular", every: "1 hour", by: "mean" },
    },
  ]);
});

test("a clock that goes by summer time is recognised by its zone", async () => {
  const start = Date.UTC(2020, 0, 1);
  const skipped = Date.UTC(2020, 2, 29, 2);
  const doubled = Date.UTC(2020, 9, 25, 2);
  const time = hours(24 * 366)
    .map((hour) => start + hour * 3_600_000)
    .filter((ms) => ms !== skipped)
    .flatMap((ms) => (ms === doubled ? [ms, ms] : [ms]))
    .map((ms) => (ms - start) / 3_600_000);
  const columns = { y: curve(time.length) };
  expect(await only("clock_change", { time, columns })).toMatchObject({
    count: 2,
    facts: { skipped: 1, doubled: 1, zones: "Europe/Berlin", zone: "Europe/Berlin" },
    repair: { table: { zone: "Europe/Berlin" } },
  });
  const table = tableOf({ time, columns });
  const known = await inspectTable({ ...table, time: { ...table.time!, zone: "Europe/Berlin" } });
  expect(known.findings.filter(({ code }) => code === "clock_change")).toEqual([]);
});

/** Three shops that each sell four articles, on forty days. */
function shops(): { time: number[]; columns: Record<string, number[] | string[]> } {
  const rows = hours(40 * 12);
  return {
    time: rows.map((i) => 24 * Math.floor(i / 12)),
    columns: {
      store: rows.map((i) => 1 + (Math.floor(i / 4) % 3)),
      item: rows.map((i) => ["tea", "milk", "rice", "salt"][i % 4]!),
      sales: rows.map((i) => (i * 7919) % 211),
      price: rows.map((i) => ((i * 104_729) % 97) / 10),
    },
  };
}

test("rows of one time that two columns tell apart are several series, and are not averaged", async () => {
  const inspection = await inspectTable(tableOf({ ...shops(), format: "YYYY-MM-DD" }));
  expect(inspection.findings.filter(({ weight }) => weight === "blocks")).toMatchObject([
    { code: "duplicate_times", count: 40 * 11, repair: null },
    { code: "mixed_series", count: 12, facts: { keys: "store, item", series: 12 }, repair: null },
  ]);
  expect(proposeConfiguration(inspection, { target: "sales" }).table?.clean).toBeUndefined();
});

test("where one column tells the series apart, it is proposed, and all else is looked at by series", async () => {
  const rows = hours(40 * 3);
  // In no order at all, so that reading finds no column within which times run evenly.
  const shuffled = rows.map((i) => (i * 47) % 120).filter((i) => i !== 60);
  const lists = {
    time: shuffled.map((i) => 24 * Math.floor(i / 3)),
    format: "YYYY-MM-DD",
    columns: {
      store: shuffled.map((i) => 1 + (i % 3)),
      sales: shuffled.map((i) => 100 * (i % 3) + curve(40)[Math.floor(i / 3)]!),
    },
  };
  const inspection = await inspectTable(tableOf(lists));
  expect(inspection).toMatchObject({ layout: "long", seriesColumn: "store", seriesCount: 3 });
  expect(inspection.series.map(({ name, rows }) => [name, rows]).sort()).toEqual([
    ["1", 39],
    ["2", 40],
    ["3", 40],
  ]);
  expect(inspection.findings).toMatchObject([
    { code: "out_of_order", repair: { kind: "sort" } },
    { code: "mixed_series", column: "store", count: 3, repair: { table: { series_column: "store" } } },
    { code: "time_gaps", series: "1", count: 1 },
  ]);
  expect(proposeConfiguration(inspection)).toEqual({
    target: "sales",
    table: {
      time: "ds",
      series_column: "store",
      // Of ids that were read as numbers the spelling is not known, so none is named.
      clean: [{ kind: "sort" }, { kind: "regular", every: "1 day", by: "mean" }],
    },
  });
  const named = { ...lists, columns: { ...lists.columns, store: lists.columns.store.map((store) => `s${store}`) } };
  expect(proposeConfiguration(await inspectTable(tableOf(named))).table).toEqual({
    time: "ds",
    series_column: "store",
    series: "s3",
    clean: [{ kind: "sort" }],
  });
  expect(proposalReasons(inspection)).toMatchObject({ "table.series_column": "series_column" });
});

test("columns that differ by chance among repeated times name no series", async () => {
  const time = hours(200).flatMap((hour) => (hour % 4 === 0 ? [hour, hour] : [hour]));
  const sky = time.map((_, i) => ["mist", "rain", "snow", "haze"][(i * 7919) % 4]!);
  const found = await findings({ time, columns: { y: curve(time.length), sky } });
  expect(found.map(({ code }) => code)).not.toContain("mixed_series");
  expect(found.find(({ code }) => code === "duplicate_times")).toMatchObject({ repair: { kind: "duplicates" } });
});

/** Hours of the clock on the wall in a zone, since the beginning of 2020, from one day of that year to another. */
function wallHours(zone: string, from: number, to: number, minutes = 60): number[] {
  const start = Date.UTC(2020, 0, 1);
  const times: number[] = [];
  for (let ms = start + from * 86_400_000; ms < start + to * 86_400_000; ms += minutes * 60_000) {
    times.push((clockOf(zone, ms) - start) / 3_600_000);
  }
  return times;
}

test("one change is enough in a file that keeps its step, and what it explains is neither gap nor repetition", async () => {
  // The change in spring is on day 88, that in autumn on day 298.
  for (const [from, to, minutes, facts] of [
    [60, 120, 60, { skipped: 1, doubled: 0 }],
    [270, 320, 60, { skipped: 0, doubled: 1 }],
    [297, 300, 15, { skipped: 0, doubled: 1 }],
    [1, 365, 60, { skipped: 1, doubled: 1 }],
  ] as const) {
    const time = wallHours("Europe/Berlin", from, to, minutes);
    const inspection = await inspectTable(tableOf({ time, columns: { y: curve(time.length) } }));
    expect(inspection.findings).toMatchObject([{ code: "clock_change", facts: { ...facts, zone: "Europe/Berlin" } }]);
    expect(proposeConfiguration(inspection).table).toEqual({ time: "ds", zone: "Europe/Berlin" });
  }
});

test("zones that change alike are all named, and none is claimed", async () => {
  const time = wallHours("America/Chicago", 1, 365);
  const inspection = await inspectTable(tableOf({ time, columns: { y: curve(time.length) } }));
  const [found, ...others] = inspection.findings;
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: "clock_change", count: 2, repair: null });
  for (const zone of ["America/New_York", "America/Chicago", "America/Los_Angeles"])
    expect(found!.facts.zones).toContain(zone);
  expect(proposalReasons(inspection)).toMatchObject({ "table.zone": "zone_one_of" });
});

test("days of a place that were written in UTC are read in its zone, in which all of them are days", async () => {
  const start = Date.UTC(2020, 0, 1);
  const days = (zone: string, clock: number): number[] =>
    hours(330).map((day) => (timeOfClock(zone, start + day * 86_400_000 + clock) - start) / 3_600_000);
  for (const [zone, clock, zones] of [
    ["Europe/Berlin", 0, "Europe/Berlin"],
    ["America/New_York", 0, "America/New_York"],
    ["Europe/Athens", 9 * 3_600_000, "Europe/Berlin, Europe/London, Europe/Athens, Asia/Beirut"],
  ] as const) {
    const lists = { time: days(zone, clock), format: "YYYY-MM-DD HH:mmZ", columns: { y: curve(330) } };
    const inspection = await inspectTable(tableOf(lists));
    const named = zones.split(", ")[0]!;
    expect(inspection.findings).toMatchObject([
      { code: "clock_change", weight: "blocks", count: 2, facts: { changes: 2, zones, zone: named } },
    ]);
    expect(proposeConfiguration(inspection).table).toEqual({ time: "ds", zone: named });
    expect(frameOf({ ...tableOf({ ...lists, zone: named, format: "YYYY-MM-DD HH:mm" }) }).frame.time.length).toBe(330);
  }
  const plain = hours(330).map((day) => 24 * day - 1);
  expect(await findings({ time: plain, format: "YYYY-MM-DD HH:mmZ", columns: { y: curve(330) } })).toEqual([]);
});

test("a day that is an hour off, or a month that is a day off, is no step: fit would refuse it", async () => {
  const late = (row: number, shift: number) => hours(60).map((day) => 24 * day + (day === row ? shift : 0));
  for (const shift of [1, -1, 0.25]) {
    const [found, ...others] = await findings({ time: late(30, shift), columns: { y: curve(60) } });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "irregular_step", count: 2, firstRows: [32, 33], repair: { every: "1 day" } });
  }
  const months = hours(60).map((i) => `${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`);
  const off = months.map((month, i) => `${month}-${i === 30 ? "02" : "01"}`);
  expect(await findings({ time: off, format: "YYYY-MM-DD", columns: { y: curve(60) } })).toMatchObject([
    { code: "irregular_step", count: 1, firstRows: [32], repair: { every: "1 month" } },
  ]);
});

test("series may keep a day of the month of their own", async () => {
  const month = (i: number, day: number): string => new Date(Date.UTC(2000, i, day)).toISOString().slice(0, 10);
  const time = [...hours(24).map((i) => month(i + 1, 0)), ...hours(24).map((i) => month(i, 1))];
  const series = hours(48).map((i) => (i < 24 ? "end" : "begin"));
  expect(await findings({ time, series, format: "YYYY-MM-DD", columns: { y: curve(48) } })).toEqual([]);
});

test("where nothing blocks there is a sound axis, and after the proposed steps there is one as well", async () => {
  const unit = fc.constantFrom(1, 24, 168);
  const fault = fc.record({
    row: fc.integer({ min: 1, max: 38 }),
    by: fc.constantFrom(-1, -0.5, 0.01, 0.5, 1, 24, 30),
  });
  await fc.assert(
    fc.asyncProperty(unit, fc.array(fault, { maxLength: 3 }), async (step, faults) => {
      const time = hours(40).map((i) => i * step);
      for (const { row, by } of faults) time[row] = time[row]! + by;
      const table = tableOf({ time, columns: { y: curve(40) } });
      const inspection = await inspectTable(table);
      const blocked = inspection.findings.some(({ weight }) => weight === "blocks");
      const { clean = [] } = (proposeConfiguration(inspection).table ?? {}) as { clean?: readonly CleanSpec[] };
      if (blocked) expect(() => frameOf(table)).toThrow();
      else expect(clean).toEqual([]);
      expect(frameOf((await cleanTable(table, clean)).table).frame.time.length).toBeGreaterThan(1);
    }),
    { numRuns: 60 },
  );
});

test("what is wrong beside the clock change is found in the zone", async () => {
  const time = wallHours("Europe/Berlin", 60, 120).filter((hour) => hour !== 2000 && hour !== 2001);
  const found = await findings({ time, columns: { y: curve(time.length) } });
  expect(found.map(({ code, count }) => [code, count])).toEqual([
    ["time_gaps", 2],
    ["clock_change", 1],
  ]);
});

test("a hole on some Sunday is no clock change", async () => {
  const time = hours(24 * 366).filter((hour) => hour !== 24 * 88 + 2);
  const found = await findings({ time, columns: { y: curve(time.length) } });
  expect(found.map(({ code }) => code)).toEqual(["time_gaps"]);
});

test("weeks of five days show without a time; whole weeks, days that are all alike and files with a time do not", async () => {
  // Each weekday has a level of its own, Fridays and weekends the most different ones; noise is the same in every run.
  const levels = [0, 1, 2, 1, 6, 14, 12];
  const week = (length: number, first: number, spread = 1): number[] =>
    hours(24 * 40).map((i) => {
      const weekday = (Math.floor(i / 24) + first) % length;
      return 3 * Math.abs((i % 24) - 12) + spread * levels[weekday]! * (1 + (i % 24) / 12) + ((i * 7919) % 101) / 50;
    });
  const cut = async (y: number[], time?: number[]) =>
    (await findings({ columns: { y }, ...(time ? { time } : {}) })).filter(({ code }) => code === "weekend_cut");
  expect(await cut(week(5, 0))).toMatchObject([{ count: 7, facts: { day: 24, days: 40, week: 5, after: 5 } }]);
  expect(await cut(week(5, 2))).toMatchObject([{ count: 8, facts: { after: 3 } }]);
  expect(await cut(week(7, 0))).toEqual([]);
  expect(await cut(week(5, 0, 0))).toEqual([]);
  expect(await cut(week(5, 0), hours(24 * 40))).toEqual([]);
});

test("slots that do not make a whole day mean that hours were cut out", async () => {
  const slot = hours(108 * 4).map((i) => i % 108);
  const found = await only("weekend_cut", { columns: { slot, y: curve(108 * 4), z: curve(432).reverse() } });
  expect(found).toMatchObject({ column: "slot", facts: { pattern: "slots", slots: 108, cycles: 4 } });
  const hourly = hours(96).map((i) => i % 24);
  const whole = await findings({ columns: { slot: hourly, y: curve(96), z: curve(96).reverse() } });
  expect(whole.map(({ code }) => code)).toEqual(["no_time"]);
});

test("a column that could be the time is named where none was found, and reading it as one is the repair", async () => {
  const y = curve(40);
  const days = y.map((_, i) => 20220201 + (i < 28 ? i : i + 72));
  const found = await only("no_time", { columns: { y, dzien: days } });
  expect(found).toMatchObject({ column: "dzien", count: 40, repair: { table: { time: "dzien" } } });
  const serial = await only("no_time", { columns: { y, dzien: y.map((_, i) => 44_593 + i) } });
  expect(serial).toMatchObject({ column: "dzien" });
  for (const other of [
    y.map((_, i) => i),
    y.map((_, i) => 20220290 + i),
    y.map((_, i) => 40_000 + i * i),
    y.map(() => 44_593),
  ]) {
    expect(await only("no_time", { columns: { y, other } })).toMatchObject({ column: null, repair: null });
  }
});
