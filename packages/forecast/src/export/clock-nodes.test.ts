import { OnnxGraph, writeOnnx } from "@gatecast/nn";
import { expect, test } from "vitest";
import { runOnnx } from "../../../../test/support/run-onnx.ts";
import type { CalendarFeature, Step, TimeAxis } from "../contracts/index.ts";
import { calendarColumns } from "../prepare/calendar.ts";
import { holidayColumns } from "../prepare/holidays.ts";
import { phasesOf, wallTimeAt } from "../prepare/index.ts";
import { ClockNodes } from "./clock-nodes.ts";

const R = 900;
const FEATURES: CalendarFeature[] = ["hour", "weekday", "month", "day_of_year"];
const axis = (start: string, step: Step, zone?: string): TimeAxis => ({
  ...{ kind: "calendar", start: Date.parse(`${start}Z`), step, length: R, format: "YYYY-MM-DDTHH:mmZ" },
  ...(zone === undefined ? {} : { zone }),
});

/** Centuries, leap years and the hours around a clock change. */
const AXES: readonly TimeAxis[] = [
  axis("1899-11-03T05:10", { unit: "month", count: 3 }),
  axis("1999-12-30T00:00", { unit: "day", count: 1 }),
  axis("2098-01-01T00:00", { unit: "week", count: 1 }),
  axis("2024-02-25T22:40", { unit: "minute", count: 20 }),
  axis("2024-03-20T00:00", { unit: "hour", count: 1 }, "Europe/Berlin"),
  axis("1960-01-31T00:00", { unit: "month", count: 1 }),
  axis("1200-01-01T00:00", { unit: "year", count: 1 }),
  axis("2023-12-31T23:59", { unit: "second", count: 7 }),
];

async function read(time: TimeAxis, write: (clock: ClockNodes, graph: OnnxGraph) => void) {
  const graph = new OnnxGraph("clock");
  write(new ClockNodes(graph, graph.input("time", "double", ["batch", R])), graph);
  const values = Float64Array.from({ length: R }, (_, row) => wallTimeAt(time, row));
  return runOnnx(writeOnnx(graph.data(), "", {}), { time: { values, shape: [1, R] } });
}

test("a graph reads the calendar off the clock as the preparation does", async () => {
  for (const time of AXES) {
    const { waves } = await read(time, (clock, graph) => {
      graph.output("waves", clock.waves(FEATURES), "double", ["batch", R, 18]);
    });
    const columns = calendarColumns(FEATURES, time, R);
    const off = Math.max(
      ...columns.flatMap((own, c) => [...own.map((value, row) => Math.abs(value - waves![row * 18 + c]!))]),
    );
    expect(off, JSON.stringify(time)).toBeLessThan(1e-10);
  }
});

test("a graph finds the phase of each row in the season as the preparation does", async () => {
  for (const time of [...AXES, { kind: "count", start: -5, length: R } as const]) {
    const { phases } = await read(time, (clock, graph) => {
      graph.output("phases", graph.cast(clock.phases(time, 7), "double"), "double", ["batch", R]);
    });
    const { of } = phasesOf(time, 7);
    expect([...phases!], JSON.stringify(time)).toEqual(Array.from({ length: R }, (_, row) => of(row)));
  }
});

test("a graph knows the holidays of the list, and that it knows none beyond it", async () => {
  const time = axis("2024-12-20T00:00", { unit: "hour", count: 2 });
  const day = (text: string) => Date.parse(`${text}Z`) / 86_400_000;
  const days = ["2024-12-25", "2024-12-26", "2025-01-01", "2025-02-10"].map(day);
  const list = { place: "XX", from: day("2024-12-22"), to: day("2025-02-10"), days };
  const { holidays } = await read(time, (clock, graph) => {
    graph.output("holidays", clock.holidays(list), "double", ["batch", R, 3]);
  });
  const whole = holidayColumns({ ...list, from: 0, to: day("2100-01-01") }, time, R);
  for (let row = 0; row < R; row++) {
    const today = Math.floor(wallTimeAt(time, row) / 86_400_000);
    const isListed = today >= list.from && today <= list.to;
    const expected = whole.map((column) => (isListed ? column[row] : Number.NaN));
    expect([...holidays!.subarray(3 * row, 3 * row + 3)]).toEqual(expected);
  }
});
