import { expect, test } from "vitest";
import { type TableLists, tableOf } from "../../clean/table.fixture.ts";
import { curve, findings, hours, only } from "../findings.fixture.ts";
import { type InspectOptions, inspectTable } from "../inspect-table.ts";
import { proposeConfiguration } from "../propose.ts";

test("missing cells are counted as runs, those at the start on their own", async () => {
  const y: (number | null)[] = curve(60);
  for (const row of [0, 1, 20, 21, 22, 40]) y[row] = null;
  const found = await findings({ time: hours(60), columns: { y } });
  expect(found).toMatchObject([
    {
      code: "missing_values",
      column: "y",
      count: 6,
      firstRows: [2, 3, 22, 23, 24],
      facts: { runs: 3, longest: 3, longest_at: "2020-01-01 20:00", percent: 10 },
    },
    { code: "leading_missing", column: "y", count: 2, firstRows: [2, 3], facts: { series: 1 } },
  ]);
});

test("a run of missing cells ends where its series ends", async () => {
  const series = ["a", "a", "a", "b", "b", "b"];
  const found = await findings({
    time: [0, 1, 2, 0, 1, 2],
    series,
    columns: { y: [1, 2, null, null, 3, 4], z: [null, null, null, 1, 2, 3] },
  });
  expect(found.filter(({ column }) => column === "y")).toMatchObject([
    { code: "missing_values", count: 2, facts: { runs: 2, longest: 1 } },
    { code: "leading_missing", count: 1, series: "b", firstRows: [5], facts: { series: 1, names: "b" } },
  ]);
  expect(found.filter(({ column }) => column === "z")).toMatchObject([
    { code: "missing_values", count: 3 },
    { code: "all_missing", count: 3, series: "a", facts: { series: 1, names: "a" } },
  ]);
});

test("missing words have no step that fills them in: only numbers are filled", async () => {
  const sky = hours(60).map((i) => (i % 20 === 7 ? null : i % 3 ? "clear" : "cloudy"));
  const y = curve(60).map((value, i) => (i === 30 ? null : value));
  const found = await findings({ time: hours(60), columns: { y, sky, x: y } }, { target: "y" });
  const missing = found.filter(({ code }) => code === "missing_values");
  expect(missing.find(({ column }) => column === "sky")).toMatchObject({ count: 3, repair: null });
  expect(missing.find(({ column }) => column === "x")?.repair).toEqual({ kind: "fill", by: "forward", columns: ["x"] });
});

test("a column without any reading is to be left out, and nothing else is said of it", async () => {
  const found = await findings({ time: hours(30), columns: { y: curve(30), empty: hours(30).map(() => null) } });
  expect(found).toMatchObject([{ code: "all_missing", column: "empty", count: 30, repair: { leave_out: "empty" } }]);
});

test("values that stand for missing are found by their distance from the rest", async () => {
  const y = curve(100);
  const kelvin = curve(105)
    .slice(5)
    .map((value) => 280 + value);
  const speed = hours(100).map((i) => 5 + ((i * 7919) % 41));
  for (const row of [10, 50]) y[row] = -9999;
  for (const row of [3, 4, 5]) kelvin[row] = 0;
  for (const row of [30, 31]) speed[row] = -1;
  const found = await findings({ time: hours(100), columns: { y, kelvin, speed } });
  expect(found).toMatchObject([
    { code: "sentinel", weight: "harms", column: "kelvin", count: 3, firstRows: [5, 6, 7], facts: { value: "0" } },
    { code: "sentinel", column: "y", count: 2, repair: { kind: "missing", values: [-9999], columns: ["y"] } },
    { code: "sentinel", column: "speed", count: 2, repair: { kind: "missing", values: [-1], columns: ["speed"] } },
  ]);
});

test("a value known to stand for missing in one column stands for it in all that are else never negative", async () => {
  const time = hours(300);
  const humidity = time.map((i) => (i % 50 === 7 ? -200 : 40 + ((i * 7919) % 23)));
  const sensor = time.map((i) => (i % 50 === 7 ? -200 : 647 + ((i * 7919) % 1393)));
  const mostly = time.map((i) => (i % 5 ? -200 : 7 + ((i * 7919) % 1183)));
  const dew = time.map((i) => (i % 50 === 7 ? -200 : ((i * 7919) % 391) - 190));
  const once = time.map((i) => (i === 9 ? -200 : 300 + ((i * 7919) % 391)));
  const flat = time.map((i) => (i % 50 === 7 ? -200 : 150));
  const sentinelsIn = async (columns: Record<string, number[]>) =>
    (await findings({ time, columns }))
      .filter(({ code }) => code === "sentinel")
      .map(({ column, count, facts }) => `${column} ${facts.value} ${count}`)
      .sort();
  expect(await sentinelsIn({ humidity, sensor, mostly, dew, once, flat })).toEqual([
    "flat -200 6",
    "humidity -200 6",
    "mostly -200 240",
    "once -200 1",
    "sensor -200 6",
  ]);
  expect(await sentinelsIn({ sensor, mostly, dew, once, flat })).toEqual([]);
});

test("zeros, nines and minus ones among their like are no sentinels", async () => {
  const time = hours(100);
  const percent = time.map((i) => (i * 7919) % 100);
  const celsius = curve(100);
  celsius[7] = 0;
  const closed = time.map((i) => (i % 7 === 6 ? 0 : 1000 + ((i * 7919) % 211)));
  const mild = time.map((i) => Math.round(((i * 7919) % 101) / 5) - 1);
  const signs = time.map((i) => [-1, 0, 1][i % 3]!);
  const found = await findings({ time, columns: { y: celsius, percent, closed, mild, signs } });
  expect(found.filter(({ code }) => code === "sentinel")).toEqual([]);
  const speed = time.map((i) => (i % 30 === 7 ? -1 : 5 + ((i * 7919) % 41)));
  const beside = await findings({ time, columns: { speed, signs, mild } });
  expect(beside.filter(({ code }) => code === "sentinel").map(({ column }) => column)).toEqual(["speed"]);
});

test("a spike is an outlier for its column and for its neighbours", async () => {
  const y = curve(300);
  y[100] = 78;
  y[200] = -78;
  const found = await findings({ time: hours(300), columns: { y } });
  expect(found).toMatchObject([
    { code: "outliers_iqr", weight: "informs", column: "y", count: 2, firstRows: [102, 202], facts: { apart: 0 } },
    { code: "outliers_hampel", weight: "informs", column: "y", count: 2, firstRows: [102, 202], facts: { window: 14 } },
  ]);
});

test("only what lies apart from everything is to be taken out", async () => {
  const y = curve(300);
  y[100] = 5000;
  const rain = hours(300).map((i) => (i % 10 === 0 ? (i * 7919) % 13 : 0));
  rain[33] = 9831;
  const found = await findings({ time: hours(300), columns: { y, rain } });
  const apart = found.filter(({ code }) => code === "outliers_iqr");
  expect(apart).toMatchObject([
    { weight: "harms", column: "y", count: 1, firstRows: [102], repair: { kind: "missing", values: [5000] } },
    { weight: "harms", column: "rain", count: 1, firstRows: [35], repair: { kind: "missing", values: [9831] } },
  ]);
});

test("of several series only those with far values are repaired, skewed ones and their like stay whole", async () => {
  const skewed = hours(300).map((i) => 1 / ((((i * 7919) % 301) + 1) / 301) ** 2);
  const spiky = curve(300).map((value, i) => (i === 100 ? 62 : value));
  const y = [...spiky, ...skewed, ...curve(300)];
  const time = hours(900).map((i) => i % 300);
  const series = hours(900).map((i) => ["spiky", "skewed", "calm"][Math.floor(i / 300)]!);
  const found = await findings({ time, series, columns: { y } });
  expect(found.find(({ code }) => code === "outliers_iqr")).toMatchObject({
    count: 1,
    series: "spiky",
    firstRows: [102],
    repair: { kind: "outliers", by: "iqr", limit: 3, series: ["spiky"], columns: ["y"] },
  });
});

test("a new level is no spike, though the first rows of it lie far from all before", async () => {
  const y = curve(300).map((value, i) => (i < 200 ? value : value + 900));
  const found = await findings({ time: hours(300), columns: { y } });
  expect(found.filter(({ code }) => code === "outliers_hampel")).toEqual([]);
});

test("skewed columns are left in peace", async () => {
  const y = hours(400)
    .map((i) => (((i * 7919) % 401) + 1) / 401)
    .map((u) => 1 / (u * u));
  const found = await findings({ time: hours(400), columns: { y } });
  expect(found.filter(({ code, weight }) => code === "outliers_iqr" && weight === "harms")).toEqual([]);
});

test("constants are to be left out, whatever they hold", async () => {
  const columns = { y: curve(30), five: hours(30).map(() => 5), word: hours(30).map(() => "dry") };
  expect(await findings({ time: hours(30), columns })).toMatchObject([
    { code: "constant", column: "five", facts: { value: 5 }, repair: { leave_out: "five" } },
    { code: "constant", column: "word", facts: { value: "dry" } },
  ]);
});

test("series that never change are found from ten readings on; where they are the most, only of what is to be forecast", async () => {
  const lists = (flat: number, rows: number): TableLists => {
    const codes = hours(4 * rows).map((i) => Math.floor(i / rows));
    const height = codes.map((code) => 100 * code);
    const y = codes.map((code, i) => (code < flat ? 7 * code : curve(4 * rows)[i]!));
    return { time: codes.map((_, i) => i % rows), series: codes.map((code) => `s${code}`), columns: { height, y } };
  };
  const constants = async (flat: number, rows: number, options: InspectOptions = {}) =>
    (await findings(lists(flat, rows), options))
      .filter(({ code }) => code === "constant")
      .map(({ column, weight, facts }) => [column, weight, facts.names]);
  expect(await constants(1, 12)).toEqual([["y", "informs", "s0"]]);
  expect(await constants(1, 9)).toEqual([]);
  expect(await constants(3, 12)).toEqual([["y", "harms", "s0, s1, s2"]]);
  expect(await constants(0, 12, { target: "height" })).toEqual([["height", "harms", "s0, s1, s2, s3"]]);
});

test("zeros before a series begins are found, a series that is often 0 is not", async () => {
  const opened = curve(100).map((value, i) => (i < 30 ? 0 : value + 20));
  const rain = hours(100).map((i) => (i < 30 || i % 40 > 3 ? 0 : i));
  const found = await findings({ time: hours(100), columns: { y: curve(100), opened, rain } });
  expect(found.filter(({ code }) => code === "leading_zeros")).toMatchObject([
    { column: "opened", count: 30, firstRows: [2, 3, 4, 5, 6] },
  ]);
});

test("numbers written as words are told, with what keeps them from being numbers", async () => {
  const comma = await only("text_numbers", { columns: { x: [1, 2, 3, 4], y: ["1,5", "2,5", "3", "4,25"] } });
  expect(comma).toMatchObject({ column: "y", count: 4, repair: { table: { decimal: "," } } });
  const closed = await only("text_numbers", { columns: { x: [1, 2, 3, 4], y: ["1", "closed", "3", "4"] } });
  expect(closed).toMatchObject({
    count: 1,
    firstRows: [3],
    facts: { numbers: 3, others: 1, words: "closed" },
    repair: { table: { missing: ["closed"] } },
  });
  const large = await only("text_numbers", { columns: { x: [1, 2, 3, 4, 5], y: ["1", "inf", "3", "1e999", "7"] } });
  expect(large.repair).toEqual({ table: { missing: ["inf", "1e999"] } });
  const words = await findings({ columns: { x: [1, 2, 3, 4], y: ["NW", "1st", "SE", "cv"] } });
  expect(words.filter(({ code }) => code === "text_numbers")).toEqual([]);
});

test("words that few of many numbers are become missing, however many there are, and the column is looked at as numbers", async () => {
  const words = ["<0.5", "N.D.", "--", "#N/A", "broken", "."];
  const cells = curve(100).map((value, i) =>
    i % 10 === 0 ? words[(i / 10) % 6]! : i === 55 ? "-9999" : String(value),
  );
  const lists = { time: hours(100), columns: { when: cells.map(() => "day"), y: cells } };
  for (const options of [{}, { target: "y" }]) {
    const inspection = await inspectTable(tableOf(lists), options);
    expect(inspection.target?.column).toBe("y");
    expect(inspection.columns[1]).toMatchObject({ kind: "number", missing: 10, known: 90 });
    const of = (code: string) => inspection.findings.find((finding) => finding.code === code);
    expect(of("text_numbers")).toMatchObject({
      count: 10,
      firstRows: [2, 12, 22, 32, 42],
      facts: { numbers: 90, others: 10 },
      repair: { table: { missing: words } },
    });
    expect(of("sentinel")).toMatchObject({ column: "y", count: 1, firstRows: [57] });
    const clean = [{ kind: "missing", values: [-9999], columns: ["y"] }];
    expect(proposeConfiguration(inspection)).toEqual({ target: "y", table: { time: "ds", missing: words, clean } });
  }
  const rooms = cells.map((_, i) => (i % 3 === 0 ? `${i}a${i}b` : String(i)));
  const odd = await only("text_numbers", { columns: { x: curve(100), rooms } });
  expect(odd).toMatchObject({ count: 34, repair: null });
});

test("copies of the target are found, straight or transformed, and from the future", async () => {
  const y = curve(200);
  const tomorrow = y.map((_, i) => y[i + 1] ?? null);
  const yesterday = y.map((_, i) => y[i - 1] ?? null);
  const columns = {
    y,
    same: y,
    fahrenheit: y.map((v) => 32 - 1.8 * v),
    tomorrow,
    yesterday,
    other: curve(220).slice(9),
  };
  const found = await findings({ time: hours(200), columns: { ...columns, other: columns.other.slice(0, 200) } });
  const copies = found.filter(({ code }) => code === "target_copy");
  expect(copies.map(({ column, facts, weight }) => [column, facts.shift, facts.equal, weight])).toEqual([
    ["same", 0, 1, "harms"],
    ["fahrenheit", 0, 0, "harms"],
    ["tomorrow", 1, 1, "harms"],
    ["yesterday", -1, 1, "informs"],
  ]);
  expect(copies[1]!.facts.correlation).toBeCloseTo(-1, 10);
});

test("neither a gap nor a number that stands for missing nor a few faults hide a copy from the future", async () => {
  const next = curve(301);
  const find = async (time: readonly number[], y: readonly number[], copy: readonly number[]) =>
    (await findings({ time, columns: { y, copy } }, { target: "y" })).filter(({ code }) => code === "target_copy");
  const y = next.slice(0, 300);
  const copy = next.slice(1);
  const kept = hours(300).filter((hour) => hour < 100 || (hour > 102 && hour < 200) || hour > 240);
  const at = (values: readonly number[]): number[] => kept.map((hour) => values[hour]!);
  const leak = { column: "copy", weight: "harms", facts: { target: "y", shift: 1, equal: 1 } };
  // Made before the rows were lost, or from row to row of what was left.
  expect(await find(kept, at(y), at(copy))).toMatchObject([leak]);
  expect(await find(kept, at(y), [...at(y).slice(1), 5])).toMatchObject([leak]);
  const wrong = (values: readonly number[], rows: readonly number[], value: number): number[] =>
    values.map((reading, row) => (rows.includes(row) ? value : reading));
  expect(await find(hours(300), wrong(y, [150], -9999), copy)).toMatchObject([{ ...leak, count: 298 }]);
  expect(await find(hours(300), y, wrong(copy, [20, 80, 150], -9999))).toMatchObject([{ ...leak, count: 296 }]);
  expect(await find(hours(300), wrong(y, [30, 31, 150, 151], 4), copy)).toMatchObject([leak]);
  const twice = hours(300).flatMap((hour) => (hour % 3 === 0 ? [hour, hour] : [hour]));
  const twiceOf = (values: readonly number[]): number[] => twice.map((hour) => values[hour]!);
  expect(await find(twice, twiceOf(y), twiceOf(copy))).toMatchObject([leak]);
});

test("what follows the target closely is no copy of it, nor is what mostly rests", async () => {
  const noise = (i: number): number => ((i * 104_729) % 1009) / 1009 - 0.5;
  const y = curve(400);
  const near = y.map((value, i) => value + 2 * noise(i));
  const rain = hours(400).map((i) => (i % 12 === 0 ? (i * 7919) % 31 : 0));
  const other = hours(400).map((i) => (i % 12 === 0 ? (i * 104_729) % 37 : 0));
  const copies = async (columns: Record<string, number[]>) =>
    (await findings({ time: hours(400), columns }, { target: Object.keys(columns)[0]! }))
      .filter(({ code }) => code === "target_copy")
      .map(({ column, facts }) => [column, facts.shift]);
  expect(await copies({ y, near })).toEqual([]);
  expect(await copies({ rain, other })).toEqual([]);
  expect(await copies({ rain, inches: rain.map((value) => value / 25.4) })).toEqual([["inches", 0]]);
});

test("columns that only grow together are no copies", async () => {
  const y = hours(300).map((i) => i * 10 + ((i * 7919) % 11));
  const clock = hours(300).map((i) => i + ((i * 104_729) % 7) / 100);
  const found = await findings({ time: hours(300), columns: { y, clock } }, { target: "y" });
  expect(found.filter(({ code }) => code === "target_copy")).toEqual([]);
});
