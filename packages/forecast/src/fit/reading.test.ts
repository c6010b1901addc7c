import { expect, test } from "vitest";
import type { Problem, Table } from "../contracts/index.ts";
import { readTable } from "../data/index.ts";
import { fit, loadModel, readAmong, readFitOptions, readFrame, replayFrame } from "./index.ts";

const DAY = 86_400_000;
const date = (day: number): string => new Date(Date.UTC(2021, 0, 1) + day * DAY).toISOString().slice(0, 10);

/** Two stations, each with a hole; the other one must not be looked at. */
function stations(rows: number, change: (day: number, y: number) => string = (_, y) => String(y)): Promise<Table> {
  const lines = ["north", "south"].flatMap((name) =>
    Array.from({ length: rows }, (_, day) => {
      const y = (name === "north" ? 10 : 500) + (day % 5);
      return `${name},${date(day)},${day % 20 === 7 ? "" : name === "north" ? change(day, y) : y}`;
    }),
  );
  return readTable(new TextEncoder().encode(`unique_id,ds,y\n${lines.join("\n")}\n`));
}

const settings = readFitOptions({
  target: "y",
  lookback: 4,
  horizon: 1,
  units: [3],
  epochs: 1,
  split: { test: 20, validation: 20 },
});
const mean = { series: "north", clean: [{ kind: "fill" as const, by: "mean" as const }] };

test("cleaning learns from the rows of training alone, of the series that is asked for", async () => {
  const plain = await readFrame(await stations(100), mean, settings);
  const changed = await readFrame(await stations(100, (day, y) => String(day >= 60 ? y * 1000 : y)), mean, settings);
  const filled = (read: typeof plain, row: number) => read.frame.columns[0]!.values[row];
  expect(filled(plain, 7)).toBeGreaterThan(11);
  expect(filled(plain, 7)).toBeLessThan(13);
  expect(filled(changed, 7)).toBe(filled(plain, 7));
  expect(filled(changed, 87)).toBe(filled(plain, 87));
  expect([...plain.frame.columns[0]!.filled!].reduce((sum, mark) => sum + mark)).toBe(5);
  // One row more of training, and its thousandfold value is seen.
  const later = await readFrame(await stations(100, (day, y) => String(day >= 59 ? y * 1000 : y)), mean, settings);
  expect(filled(later, 7)).toBeGreaterThan(100);
});

test("where the past ends hangs on no bound that later rows have a say in", async () => {
  const clean = [{ kind: "outliers" as const, by: "iqr" as const, limit: 0.1, replace: "missing" as const }];
  const wide = (day: number) => (day * 37) % 101;
  // Behind the training part all is as before, or at rest: bounds over all rows would then take the last reading away.
  const of = async (later: (day: number) => number) => {
    const table = await stations(100, (day) => String(day === 99 ? 70 : day < 60 ? wide(day) : later(day)));
    return readFrame(table, { series: "north", clean }, settings);
  };
  const [moving, resting] = [await of(wide), await of(() => 50)];
  expect(resting.frame.columns[0]!.values[99]).toBe(70);
  expect(resting.reading.fitted).toEqual(moving.reading.fitted);
});

test("for one series learnt from all, cleaning learns from the rows of all before its validation part, over the table too", async () => {
  const of = async (change: (day: number, y: number) => string, over: object) => {
    const clean = [{ kind: "fill" as const, by: "mean" as const, ...over }];
    // 20 % of its rows are tested where nobody says otherwise, as of a single series.
    const asked = readFitOptions({ target: "y", lookback: 4, horizon: 1 });
    return readAmong(await stations(100, change), { series: "south", others: true, clean }, asked);
  };
  for (const over of [{}, { over: "table" }]) {
    const holes = ({ frame, others }: Awaited<ReturnType<typeof of>>) =>
      [frame, ...others].map(({ columns }) => columns[0]!.values[7]);
    const plain = await of((_, y) => String(y), over);
    expect(plain.others.map(({ id }) => id)).toEqual(["north"]);
    const late = await of((day, y) => String(day >= 64 ? y * 1000 : y), over);
    expect(holes(late)).toEqual(holes(plain));
    expect(holes(await of((day, y) => String(day >= 63 ? y * 1000 : y), over))).not.toEqual(holes(plain));
  }
});

test("of a table with one column a series the target names the one that is learnt from all", async () => {
  const ids = Array.from({ length: 9 }, (_, s) => `s${s + 1}`);
  const rows = Array.from({ length: 60 }, (_, day) =>
    [date(day), ...ids.map((_, s) => 10 * s + ((day + s) % 5))].join(),
  );
  const bytes = new TextEncoder().encode(`ds,${ids}\n${rows.join("\n")}\n`);
  const table = await readTable(bytes, { file: "sensors.csv" });
  const named = (target: string) => readFitOptions({ target, lookback: 4, horizon: 1, units: [3], epochs: 1 });
  const { frame, others } = await readAmong(table, { others: true }, named("s7"));
  expect([frame.id, ...others.map(({ id }) => id)]).toEqual(["sensors", ...ids.filter((id) => id !== "s7")]);
  expect([frame, ...others].map(({ columns }) => columns[0]!.name)).toEqual(Array(9).fill("s7"));
  expect([frame.columns[0]!.values[0], others[0]!.columns[0]!.values[0]]).toEqual([61, 0]);
  await expect(readAmong(table, { others: true }, named("s77"))).rejects.toMatchObject({
    code: "series_unknown",
    details: { option: "--target" },
  });
  await expect(readAmong(table, { others: true, series: "s7" }, named("y"))).rejects.toMatchObject({
    code: "option_conflict",
  });
});

test("unknown targets at the end do not move the past", async () => {
  const cut = (day: number, y: number): string => (day >= 80 ? "" : String(day >= 40 ? y * 1000 : y));
  const { frame } = await readFrame(await stations(100, cut), mean, settings);
  // 80 rows are known: training ends at row 40.
  expect(frame.columns[0]!.values[7]).toBeLessThan(13);
});

test("targets that cleaning takes away at the end make training shorter, and cleaning learns from that part alone", async () => {
  const clean = [
    { kind: "outliers" as const, by: "iqr" as const, replace: "missing" as const },
    { kind: "fill" as const, by: "mean" as const },
  ];
  // Seen from training the last forty days are outliers; among all days they are none.
  const late = (level: number) => stations(100, (day, y) => String(day >= 60 ? 900 : day >= 24 ? y + level : y));
  const options = { series: "north", clean };
  const read = await readFrame(await late(0), options, settings);
  const { frame } = read;
  const target = frame.columns[0]!;
  expect([...target.filled!.subarray(60)]).toEqual(Array(40).fill(1));
  // Sixty days are known: training ends at day 20, and days 24 to 59 teach nothing.
  expect((await readFrame(await late(1), options, settings)).reading.fitted).toEqual(read.reading.fitted);
});

test("a model remembers how its table was read, and reads newer data with the same numbers", async () => {
  const read = await readFrame(await stations(100), mean, settings);
  const { model } = await fit(read.frame, settings, { reading: read.reading });
  const loaded = await loadModel(await model.save());
  expect(loaded.description.reading).toEqual(read.reading);
  expect(read.reading.found).toEqual({ time: "YYYY-MM-DD" });
  expect(loaded.description.configuration.table).toEqual(mean);
  const newer = await replayFrame(await stations(120, (_, y) => String(y + 90)), loaded.description.reading!);
  expect(newer.frame.columns[0]!.values[107]).toBe(read.frame.columns[0]!.values[7]);
  model.close();
  loaded.close();
});

test("several series and none named is a problem that names some", async () => {
  const problem = (await readFrame(await stations(100), {}, settings).catch((error: unknown) => error)) as Problem;
  expect(problem.code).toBe("series_many");
  expect(JSON.stringify(problem.details)).toContain("north");
});
