import { generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import type { Task } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import { fitPreparation, prepareFrame, RunningRows } from "./index.ts";

const random = generator(seed(3));
const column = () => Float64Array.from({ length: 60 }, () => (random() < 0.1 ? Number.NaN : 10 + random()));
const frame = frameFrom({ start: "2024-01-01", step: "day", columns: { y: column(), wind: column(), plan: column() } });
const january = Date.UTC(2024, 0, 1) / 86_400_000;
const task: Task = {
  ...{ target: "y", past: ["wind"], future: ["plan"], calendar: ["weekday"], lookback: 5, horizon: 3 },
  holidays: { place: "XX", from: january, to: january + 58, days: [january + 7, january + 8, january + 20] },
};
const steps = [{ kind: "log" as const }, { kind: "difference" as const, lag: 2 }];
const covariates = [{ kind: "forward_fill" as const }, { kind: "difference" as const, lag: 1 }];
const preparation = fitPreparation({ target: steps, covariates, window: "none" }, frame, task, 40);
const values = (row: number) => Float64Array.from(frame.columns, (one) => one.values[row]!);
const ahead = (row: number) => [frame.columns[2]!.values.slice(row + 1, row + 4)];

test("rows taken one by one are prepared as the whole table is: the window, what is ahead, and whether it is complete", () => {
  const last = { ...task, holidays: { ...task.holidays!, to: january + 60 } };
  const whole = prepareFrame(preparation, frame, last);
  const rows = new RunningRows(preparation, last, frame.time);
  const { columns, futureColumns, waveColumns } = whole;
  for (let row = 0; row < 57; row++) {
    rows.take(values(row), ahead(row));
    const from = Math.max(0, row - 4);
    const window = whole.table.subarray(from * columns, (row + 1) * columns);
    expect(rows.table.subarray((rows.origin + from - row) * columns, (rows.origin + 1) * columns)).toEqual(window);
    expect(rows.future).toEqual(whole.future.slice((row + 1) * futureColumns, (row + 4) * futureColumns));
    expect(rows.waves).toEqual(whole.waves.slice((row + 1) * waveColumns, (row + 2) * waveColumns));
    expect(rows.complete >= 5, `row ${row}`).toBe(row >= 4 && !window.some(Number.isNaN));
  }
});

test("a row beyond the days that holidays are known of is refused, and changes nothing", () => {
  const rows = new RunningRows(preparation, task, frame.time);
  for (let row = 0; row < 56; row++) rows.take(values(row), ahead(row));
  const [before, future] = [rows.save(), rows.future.slice()];
  expect(() => rows.take(values(56), ahead(56))).toThrow("knows the holidays of XX until");
  expect([rows.save(), rows.future]).toEqual([before, future]);
});
