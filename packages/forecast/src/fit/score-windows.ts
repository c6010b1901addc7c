import type { WindowForecasts } from "../contracts/index.ts";
import { type Measured, Scorer, StepMeans } from "../evaluate/index.ts";
import type { OrderedPart, Windows } from "../prepare/index.ts";

/** Windows whose forecasts are kept, all of them; of more, the latest: so many values of each model. */
const KEPT = 100_000;

/** What came of scoring models on the same windows. */
export interface ScoredWindows {
  /** One for each model, in the order in which they forecast. */
  readonly measured: readonly Measured[];
  /** Their forecasts: of every window, or of the latest where there are very many. */
  readonly forecasts: readonly WindowForecasts[];
  readonly windows: number;
  /** Row of the first and the last origin; NaN without windows. */
  readonly first: number;
  readonly last: number;
}

/**
 * Scores models on every window, part by part: beside the sums nothing is kept but the forecasts that somebody may look at.
 * `forecast` is asked for the forecasts of all models from the origins of a part, which are rows of the table.
 */
export function scoreWindows(
  windows: Windows,
  actual: Float64Array,
  seasonalScale: number,
  forecast: (part: OrderedPart, origins: readonly number[]) => readonly WindowForecasts[],
  kept = KEPT,
): ScoredWindows {
  const { horizon } = windows.task;
  const means = new StepMeans(horizon);
  let total = 0;
  let [first, last] = [Number.NaN, Number.NaN];
  for (const part of windows.inOrder()) {
    const origins = rowsOf(part);
    if (origins.length === 0) continue;
    if (total === 0) first = origins[0]!;
    last = origins.at(-1)!;
    means.add(actual, origins);
    total += origins.length;
  }
  const keptFrom = total <= kept ? 0 : total - Math.max(1, Math.floor(kept / horizon));
  const origins: number[] = [];
  const models: { readonly name: string; readonly scorer: Scorer; readonly values: Float64Array }[] = [];
  let done = 0;
  for (const part of windows.inOrder()) {
    const rows = rowsOf(part);
    const skipped = Math.min(rows.length, Math.max(0, keptFrom - done));
    const at = Math.max(0, done - keptFrom) * horizon;
    forecast(part, rows).forEach((forecasts, m) => {
      models[m] ??= {
        name: forecasts.model,
        scorer: new Scorer(forecasts.model, means, seasonalScale),
        values: new Float64Array((total - keptFrom) * horizon),
      };
      models[m].scorer.add(actual, { ...forecasts, origins: rows });
      models[m].values.set(forecasts.values.subarray(skipped * horizon), at);
    });
    for (let w = skipped; w < rows.length; w++) origins.push(rows[w]!);
    done += rows.length;
  }
  return {
    measured: models.map(({ scorer }) => scorer.measured()),
    forecasts: models.map(({ name, values }) => ({ model: name, origins, horizon, values })),
    windows: total,
    first,
    last,
  };
}

/** A part's origins as rows of the table. */
function rowsOf({ origins, first }: OrderedPart): number[] {
  const rows = new Array<number>(origins.length);
  for (let w = 0; w < origins.length; w++) rows[w] = first + origins[w]!;
  return rows;
}
