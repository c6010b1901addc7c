import { type Feed, runOnnx } from "../../../../test/support/run-onnx.ts";
import type { Frame } from "../contracts/index.ts";
import { columnOf, sliceRows } from "../data/index.ts";
import { type FitOptions, fit } from "../fit/index.ts";
import { wallTimeAt } from "../prepare/index.ts";
import { exportOnnx, type OnnxExport } from "./export-onnx.ts";

/** What a graph is fed with for forecasts from the ends of some tables, which hold what is known ahead behind their last reading. */
export function feedsOf({ signature }: OnnxExport, frames: readonly Frame[]): Record<string, Feed> {
  const { rows: R, columns, future, time, horizon: h } = signature;
  const feeds = frames.map((frame) => {
    const origin = columnOf(frame, columns[0]!).values.findLastIndex((value) => !Number.isNaN(value));
    const value = (name: string, row: number) => columnOf(frame, name).values[row] ?? Number.NaN;
    const steps = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => origin + 1 + from + i);
    return {
      rows: steps(-R, 0).flatMap((row) => columns.map((name) => value(name, row))),
      future: steps(0, h).flatMap((row) => future.map((name) => value(name, row))),
      time: steps(-R, h).map((row) => wallTimeAt(frame.time, row)),
    };
  });
  const join = (key: "rows" | "future" | "time") => Float64Array.from(feeds.flatMap((feed) => feed[key]));
  const B = frames.length;
  return {
    rows: { values: join("rows"), shape: [B, R, columns.length] },
    ...(future.length > 0 ? { future: { values: join("future"), shape: [B, h, future.length] } } : {}),
    ...(time === null ? {} : { time: { values: join("time"), shape: [B, R + h] } }),
  };
}

/** A fitted model, and its graph in a runtime of somebody else. */
export interface Exported {
  readonly bestEpoch: number;
  /** Forecasts from the ends of tables, one after the other. */
  ours(frames: readonly Frame[]): Float64Array;
  theirs(frames: readonly Frame[]): Promise<Float64Array>;
  /** What the graph answers to inputs as they are. */
  run(feeds: Readonly<Record<string, Feed>>): Promise<Float64Array>;
  readonly signature: OnnxExport["signature"];
  close(): void;
}

export async function exported(frame: Frame, options: FitOptions): Promise<Exported> {
  const { model, outcome } = await fit(frame, options);
  const graph = await exportOnnx(await model.save());
  const run = async (feeds: Readonly<Record<string, Feed>>) => (await runOnnx(graph.bytes, feeds)).forecast!;
  return {
    bestEpoch: outcome.bestEpoch,
    ours: (frames) => Float64Array.from(frames.flatMap((own) => [...model.forecast({ frame: own }).forecasts.values])),
    theirs: (frames) => run(feedsOf(graph, frames)),
    run,
    signature: graph.signature,
    close: () => model.close(),
  };
}

/** The largest distance between both kinds of forecasts from some rows of a table, each relative to its own size. */
export async function distance(frame: Frame, options: FitOptions, ends: readonly number[]): Promise<number> {
  const both = await exported(frame, options);
  const tables = ends.map((end) => upTo(frame, options.future ?? [], end));
  const [ours, theirs] = [both.ours(tables), await both.theirs(tables)];
  both.close();
  return farthest(theirs, ours);
}

/** The same for numbers at hand; a missing one is infinitely far. */
export function farthest(theirs: ArrayLike<number>, ours: ArrayLike<number>): number {
  if (theirs.length !== ours.length || ours.length === 0) return Number.POSITIVE_INFINITY;
  return Array.from(ours).reduce((most, value, i) => {
    const off = Math.abs(theirs[i]! - value) / Math.abs(value);
    return Number.isNaN(off) ? Number.POSITIVE_INFINITY : Math.max(most, off);
  }, 0);
}

/** The rows before `end`, and of columns known in advance those behind it as well. */
function upTo(frame: Frame, future: readonly string[], end: number): Frame {
  if (future.length === 0) return sliceRows(frame, 0, end);
  return {
    ...frame,
    columns: frame.columns.map(({ name, values }) => ({
      name,
      values: future.includes(name) ? values : values.map((value, row) => (row < end ? value : Number.NaN)),
    })),
  };
}
