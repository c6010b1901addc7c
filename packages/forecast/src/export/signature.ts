import { describeStep } from "../data/index.ts";
import type { ModelFacts } from "../fit/model-facts.ts";
import { rowsNeeded } from "../fit/rows-ahead.ts";

/** What a graph is given and answers, by name and shape. */
export interface Signature {
  /** R: rows of the input `rows`, of which the last is the origin of the forecast. */
  readonly rows: number;
  /** C: its columns, in order. */
  readonly columns: readonly string[];
  /** F: columns of the input `future`, in order; where there are none, the graph has no such input. */
  readonly future: readonly string[];
  /** What the input `time` holds; null where the graph has none. */
  readonly time: "clock" | "row" | null;
  /** h: rows that are forecast. */
  readonly horizon: number;
}

/** The signature of a model, by its task and preparation. */
export function signatureOf({ task, preparation, series }: ModelFacts): Signature {
  const steps = [preparation.target, ...Object.values(preparation.columns)].flat();
  const looksAtTime =
    task.calendar.length > 0 || task.holidays !== undefined || steps.some(({ kind }) => kind === "seasonal_mean");
  return {
    rows: rowsNeeded(task, preparation),
    columns: [task.target, ...task.past, ...task.future],
    future: task.future,
    time: looksAtTime ? (series.time.kind === "count" ? "row" : "clock") : null,
    horizon: task.horizon,
  };
}

/** What each input and output holds, for whoever opens the file. */
export function textsOf({ rows, columns, future, time, horizon }: Signature) {
  return {
    rows: `the last ${rows} rows, oldest first; columns ${columns.join(", ")} in the data's own units; NaN: not read`,
    future: `the next ${horizon} rows of ${future.join(", ")}, known in advance, in the data's own units`,
    time:
      time === "row"
        ? `numbers of the ${rows} rows and of the ${horizon} rows that follow`
        : `what the clock on the wall shows at the ${rows} rows and at the ${horizon} that follow, as milliseconds since 1970-01-01T00:00 of a clock in UTC that shows the same`,
    forecast: `the next ${horizon} rows of ${columns[0]}, in its own unit; NaN where the window lacks a reading that nothing fills, or the last one`,
  };
}

/** Facts that go with the graph as text: a program can read the names and shapes from `signature`, as JSON. */
export function metadataOf(facts: ModelFacts, signature: Signature): Record<string, string> {
  const { network, series, task, weights_sha256 } = facts;
  const texts = textsOf(signature);
  return {
    ...{ target: task.target, cell: network.cell, lookback: String(task.lookback), horizon: String(task.horizon) },
    step: series.time.kind === "count" ? "rows" : describeStep(series.time.step),
    "input.rows": texts.rows,
    ...(signature.future.length > 0 ? { "input.future": texts.future } : {}),
    ...(signature.time === null ? {} : { "input.time": texts.time }),
    "output.forecast": texts.forecast,
    signature: JSON.stringify(signature),
    weights_sha256,
  };
}
