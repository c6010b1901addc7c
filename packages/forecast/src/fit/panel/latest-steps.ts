import type { WindowForecasts } from "../../contracts/index.ts";
import { forecastNetwork } from "../../models/index.ts";
import type { PanelParts } from "./panel-parts.ts";
import { PanelWindows, type ScoredSeries } from "./panel-windows.ts";

/** Windows of a test part that are enough for tests of residuals, and those that are taken where it has fewer. */
const ENOUGH = 20;
const LATEST = 100;
/** Windows of all series together beyond which each is given fewer: a report of thousands of series is not to take as long as their fit. */
const WINDOWS = 100_000;

/**
 * The network's forecasts one step ahead of each series, in the order given and for tests of their residuals: on the test part, or
 * where that has few windows, as of one horizon it has one, on the latest windows, most of which the network has learnt from.
 */
export function latestSteps(
  { engine, network, task, windowAs, description }: PanelParts,
  all: readonly ScoredSeries[],
): WindowForecasts[] {
  const { horizon } = task;
  const latest = windowsEach(all.length);
  const windows = new PanelWindows(
    task,
    all.map((series): ScoredSeries => {
      const rows = series.frame.time.length;
      const isEnough = rows - series.from - horizon + 1 >= ENOUGH;
      return isEnough ? series : { ...series, from: Math.max(0, rows - latest - horizon + 1) };
    }),
  );
  const { prepared, origins, parts } = windows;
  const model = description.cell;
  const options = { model, asFeatures: windowAs === "features" };
  const { values } = forecastNetwork(engine, network, prepared, origins, options);
  const steps = new Map(
    parts.map(({ frame, origins: own, first }) => [
      frame,
      { model, origins: own, horizon: 1, values: Float64Array.from(own, (_, w) => values[(first + w) * horizon]!) },
    ]),
  );
  return all.map(({ frame }) => steps.get(frame) ?? { model, origins: [], horizon: 1, values: new Float64Array() });
}

/** The windows that each of so many series is given, where its test part has few. */
export function windowsEach(series: number): number {
  return Math.max(ENOUGH, Math.min(LATEST, Math.floor(WINDOWS / series)));
}
