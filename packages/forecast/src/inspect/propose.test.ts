import { expect, test } from "vitest";
import { cleanSpecSchema, cleanTable } from "../clean/index.ts";
import { type TableLists, tableOf } from "../clean/table.fixture.ts";
import { frameOf } from "../data/index.ts";
import { curve, hours } from "./findings.fixture.ts";
import { inspectTable } from "./inspect-table.ts";
import { proposalReasons, proposeConfiguration } from "./propose.ts";

/** A table with everything wrong that can be put right: order, repetitions, gaps, sentinels, missing readings. */
function broken(): TableLists {
  const time = hours(200).filter((hour) => hour < 50 || hour > 53);
  const swapped = [...time.slice(0, 20), time[21]!, time[20]!, ...time.slice(22), 120];
  const n = swapped.length;
  const y: (number | null)[] = curve(n).map((v) => v + 300);
  y[30] = null;
  const kelvin = curve(n).map((v, i) => ([5, 6, 80].includes(i) ? 0 : 280 + ((v * 7) % 11)));
  const wind = hours(n).map((i) => (i === 9 ? null : (i * 7919) % 47));
  return {
    time: swapped,
    columns: { No: hours(n), y, kelvin, wind, copy: y.map((v) => v && 2 * v), five: hours(n).map(() => 5) },
  };
}

test("a proposal repairs what it can, in an order that works, and keeps the target's own gaps", async () => {
  const table = tableOf(broken());
  const inspection = await inspectTable(table);
  const proposal = proposeConfiguration(inspection);
  expect(proposal).toEqual({
    target: "y",
    past: ["kelvin", "wind"],
    table: {
      time: "ds",
      clean: [
        { kind: "missing", values: [0], columns: ["kelvin"] },
        { kind: "sort" },
        { kind: "duplicates", keep: "mean" },
        { kind: "regular", every: "1 hour", by: "mean" },
        { kind: "fill", by: "forward", columns: ["kelvin", "wind"] },
      ],
    },
  });
  expect(proposalReasons(inspection)).toEqual({
    target: "target_name",
    past: "past_numbers",
    "table.clean.0": "sentinel",
    "table.clean.1": "out_of_order",
    "table.clean.2": "duplicate_times",
    "table.clean.3": "time_gaps",
    "table.clean.4": "time_gaps",
  });
});

test("after its steps a broken table is sound, and only the target has gaps", async () => {
  const table = tableOf(broken());
  const { table: options } = proposeConfiguration(await inspectTable(table));
  const specs = cleanSpecSchema.array().parse(options?.clean);
  const { frame } = frameOf((await cleanTable(table, specs)).table);
  expect(frame.time).toMatchObject({ step: { unit: "hour", count: 1 }, length: 200 });
  const missing = Object.fromEntries(
    frame.columns.map(({ name, values }) => [name, values.filter((value) => Number.isNaN(value)).length]),
  );
  expect(missing).toMatchObject({ y: 5, kelvin: 0, wind: 0 });
});

test("a clean table needs no steps", async () => {
  const inspection = await inspectTable(
    tableOf({ time: hours(99), columns: { a: curve(99), b: curve(120).slice(21) } }),
  );
  expect(proposeConfiguration(inspection)).toEqual({ target: "a", past: ["b"], table: { time: "ds" } });
  expect(proposalReasons(inspection, { target: "b" })).toEqual({ target: "target_given", past: "past_numbers" });
  expect(proposeConfiguration(inspection, { target: "b" })).toMatchObject({ target: "b", past: ["a"] });
});

test("where no target is proposed it is said why: no numbers, none that change, or none that rises and falls", async () => {
  const time = hours(60);
  const reasonOf = async (lists: Omit<TableLists, "time">) => {
    const inspection = await inspectTable(tableOf({ time, ...lists }));
    expect(proposeConfiguration(inspection)).not.toHaveProperty("target");
    return proposalReasons(inspection).target;
  };
  expect(await reasonOf({ columns: {} })).toBe("target_no_numbers");
  expect(await reasonOf({ columns: { y: time.map(() => 5), z: time.map(() => 0) } })).toBe("target_constant");
  expect(await reasonOf({ columns: { y: time.map(() => 5), total: time.map((i) => 3 * i) } })).toBe("target_unlikely");
});

test("genuine extremes stay, values apart from all others go", async () => {
  const y = curve(300);
  y[100] = 78;
  const peak = await inspectTable(tableOf({ time: hours(300), columns: { y } }));
  expect(peak.findings.map(({ code }) => code)).toContain("outliers_iqr");
  expect(proposeConfiguration(peak)).toEqual({ target: "y", table: { time: "ds" } });
  y[100] = 78_000;
  const fault = await inspectTable(tableOf({ time: hours(300), columns: { y } }));
  expect(proposeConfiguration(fault).table?.clean).toEqual([{ kind: "missing", values: [78_000], columns: ["y"] }]);
});

test("a column that mostly holds a number that stands for missing is no covariate", async () => {
  const seldom = curve(300).map((value, i) => (i % 5 > 0 ? -999 : value + 50));
  const often = curve(320).map((value, i) => (i % 5 > 0 ? value + 50 : -999));
  const columns = { y: curve(300), seldom, often: often.slice(20) };
  const inspection = await inspectTable(tableOf({ time: hours(300), columns }));
  expect(proposeConfiguration(inspection)).toMatchObject({
    past: ["often"],
    table: {
      clean: [
        { kind: "missing", columns: ["often"] },
        { kind: "fill", columns: ["often"] },
      ],
    },
  });
});

test("of several series the one with the most readings of the target is taken", async () => {
  const series = [...hours(30).map(() => "a"), ...hours(30).map(() => "b")];
  const y = [...curve(30).map((v, i) => (i < 9 ? null : v)), ...curve(30)];
  const inspection = await inspectTable(tableOf({ time: [...hours(30), ...hours(30)], series, columns: { y } }));
  expect(proposeConfiguration(inspection)).toEqual({ target: "y", table: { time: "ds", series: "b" } });
  expect(proposalReasons(inspection)).toMatchObject({ "table.series": "series_longest" });
});

test("steps come from what is wrong with the whole table or with the series that is proposed, not with another one", async () => {
  const series = [...hours(60).map(() => "a"), ...hours(40).map(() => "b")];
  const time = (late: number, again: number): number[] => [
    ...hours(60).map((i) => (i < 20 ? i : i + late)),
    ...hours(40).map((i) => (i < 20 ? i : i + again)),
  ];
  const x = hours(100).map((i) => (i > 70 && i < 75 ? null : (i * 7919) % 47));
  const lists = { series, columns: { y: curve(100), x } };
  const [other, own] = await Promise.all([
    inspectTable(tableOf({ ...lists, time: time(0, 5) })),
    inspectTable(tableOf({ ...lists, time: time(5, 0) })),
  ]);
  expect(other.findings).toContainEqual(expect.objectContaining({ code: "time_gaps", series: "b" }));
  expect(proposeConfiguration(other)).toEqual({ target: "y", past: ["x"], table: { time: "ds", series: "a" } });
  expect(proposeConfiguration(own).table).toMatchObject({
    series: "a",
    clean: [
      { kind: "regular", every: "1 hour", by: "mean" },
      { kind: "fill", by: "forward", columns: ["x"] },
    ],
  });
});

test("words among numbers become an option of reading", async () => {
  const sales = hours(30).map((i) => (i % 7 === 3 ? "closed" : String(i % 5)));
  const inspection = await inspectTable(tableOf({ time: hours(30), columns: { y: curve(30), sales } }));
  expect(proposeConfiguration(inspection).table).toMatchObject({ missing: ["closed"] });
  expect(proposalReasons(inspection)).toMatchObject({ "table.missing": "text_numbers" });
});

test("with many columns the look-back is named, so that fit does not choose one that is too long", async () => {
  const lookback = async (columns: number, rows: number): Promise<number | undefined> => {
    const names = hours(columns).map((i) => `c${i}`);
    const shifted = names.map((name, i) => [name, curve(rows + 999).slice(7 * i * i, 7 * i * i + rows)]);
    const inspection = await inspectTable(tableOf({ time: hours(rows), columns: Object.fromEntries(shifted) }));
    expect(proposeConfiguration(inspection).past ?? []).toHaveLength(columns - 1);
    return proposeConfiguration(inspection).lookback;
  };
  // Three weeks of three columns are few enough; of five, one week is; of a short table, a tenth of its rows.
  expect(await lookback(1, 2000)).toBeUndefined();
  expect(await lookback(5, 2000)).toBe(168);
  expect(await lookback(5, 500)).toBe(48);
  expect(await lookback(5, 200)).toBe(20);
  expect(await lookback(5, 52_000)).toBe(72);
});

test("a column that changes in no series is no target, and where there is no other none is proposed, nor a series", async () => {
  const series = hours(60).map((i) => ["a", "b", "c"][Math.floor(i / 20)]!);
  const height = hours(60).map((i) => 10 + Math.floor(i / 20));
  const lists = { time: hours(60).map((i) => i % 20), series };
  const both = await inspectTable(tableOf({ ...lists, columns: { height, rain: curve(60) } }));
  expect(proposeConfiguration(both)).toMatchObject({ target: "rain", table: { series: "a" } });
  const still = await inspectTable(tableOf({ ...lists, columns: { height } }));
  expect(still.findings).toMatchObject([{ code: "constant", weight: "harms", column: "height", count: 60 }]);
  expect(proposeConfiguration(still)).toEqual({ table: { time: "ds" } });
});

test("a series in which the target never changes is not the one to forecast", async () => {
  const series = hours(120).map((i) => (i < 60 ? "flat" : "lively"));
  const y = [...hours(60).map(() => 7), ...curve(60)];
  const inspection = await inspectTable(tableOf({ time: hours(120).map((i) => i % 60), series, columns: { y } }));
  expect(proposeConfiguration(inspection).table).toMatchObject({ series: "lively" });
});
