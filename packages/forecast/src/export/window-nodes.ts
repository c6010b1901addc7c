import type { OnnxGraph, Value } from "@gatecast/nn";
import type { Task } from "../contracts/index.ts";
import type { WindowScale } from "../prepare/index.ts";
import type { ClockNodes } from "./clock-nodes.ts";
import type { Series } from "./step-nodes.ts";

/** A window as the network is given it. Float64. */
export interface WindowNodes {
  /** `[B, lookback, columns]`, the target relative to its window. */
  readonly table: Value;
  /** What is known ahead `[B, E]`; null where nothing is. */
  readonly ahead: Value | null;
  /** What the target's values are taken relative to, `[B, 1]`. */
  readonly level: Value;
  readonly spread: Value;
  /** 0, or NaN where anything of this is missing, or the last reading, `[B, 1]`. */
  readonly doubt: Value;
}

/** What windows are cut from. */
export interface WindowParts {
  readonly task: Task;
  readonly window: WindowScale;
  /** The target as it was read, whose last row no preparation may make up: a forecast starts from a reading. */
  readonly target: Series;
  /** Every column fully prepared: the target, the past ones, then the future ones, which reach `horizon` rows further. */
  readonly prepared: readonly Series[];
  /** Null where nothing depends on the time. */
  readonly clock: ClockNodes | null;
  /** Rows that the graph is given. */
  readonly rows: number;
}

/** Cuts the window and what is known ahead out of prepared columns, in the order of `Prepared.table` and of `WindowStore`. */
export function windowNodes(
  graph: OnnxGraph,
  { task, window, target: read, prepared, clock, rows }: WindowParts,
): WindowNodes {
  const { lookback, horizon } = task;
  const part = ({ value, length, end }: Series, from: number, to: number) =>
    graph.slice(value, 1, from - end + length, to - end + length);
  const standing = (value: Value) => graph.node("Unsqueeze", [value, graph.integers(2)]);
  const first = rows - lookback;
  const target = part(prepared[0]!, first, rows);
  const { level, spread } = relativeTo(graph, target, window, lookback);
  const scaled = graph.node("Div", [graph.node("Sub", [target, level]), spread]);
  const others = prepared.slice(1).map((series) => part(series, first, rows));
  const holidays = task.holidays === undefined ? null : clock!.holidays(task.holidays);
  const waves = task.calendar.length === 0 ? null : clock!.waves(task.calendar);
  const told = [holidays, waves].filter((value) => value !== null);
  const table = graph.concatenate(
    [...[scaled, ...others].map(standing), ...told.map((value) => graph.slice(value, 1, first, rows))],
    2,
  );
  const steps = [
    ...prepared.slice(1 + task.past.length).map((series) => standing(part(series, rows, rows + horizon))),
    ...(holidays === null ? [] : [graph.slice(holidays, 1, rows, rows + horizon)]),
  ];
  const ahead = [
    ...(steps.length === 0 ? [] : [graph.reshape(graph.concatenate(steps, 2), [0, -1])]),
    ...(waves === null ? [] : [graph.reshape(graph.slice(waves, 1, rows, rows + 1), [0, -1])]),
  ];
  const all = graph.concatenate([graph.reshape(table, [0, -1]), part(read, rows - 1, rows), ...ahead], 1);
  // Networks of some runtimes make numbers of what is none; 0 · NaN is NaN.
  const doubt = graph.node("ReduceSum", [graph.node("Mul", [all, graph.number(0)]), graph.integers(1)]);
  return { table, ahead: ahead.length === 0 ? null : graph.concatenate(ahead, 1), level, spread, doubt };
}

/** Level and spread `[B, 1]` of the target's window, as `windowLevel` computes them. */
function relativeTo(
  graph: OnnxGraph,
  target: Value,
  window: WindowScale,
  lookback: number,
): { readonly level: Value; readonly spread: Value } {
  if (window === "none") return { level: graph.number(0), spread: graph.number(1) };
  if (window === "last") return { level: graph.slice(target, 1, lookback - 1, lookback), spread: graph.number(1) };
  const mean = (value: Value) => graph.node("ReduceMean", [value], { axes: [1] });
  const level = mean(target);
  const distance = graph.node("Sub", [target, level]);
  const spread = graph.node("Sqrt", [mean(graph.node("Mul", [distance, distance]))]);
  const varies = graph.node("Greater", [spread, graph.number(1e-12)]);
  return { level, spread: graph.node("Where", [varies, spread, graph.number(1)]) };
}
