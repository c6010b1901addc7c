import type { Outcome } from "../../contracts/index.ts";
import { targetValues } from "../target-values.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { windowsApart } from "./apart.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption } from "./frame-option.ts";
import { line } from "./line.ts";
import { lookOf, PALETTE } from "./palette.ts";
import { rowPoints } from "./row-points.ts";
import { timeScale } from "./time-scale.ts";
import { windowPoints } from "./window-points.ts";

// More rows than this on one chart and lines that nearly agree can no longer be told apart.
const ROWS = 400;

/** Truth, the network and the best baseline over the test part; nothing where no window was forecast. */
export function forecastChart(outcome: Outcome, words: Catalogue, title: string): ChartOption | undefined {
  const { frame, model, bestBaseline, horizon } = outcome;
  const network = outcome.test[0];
  const windows = network ? windowsApart(network, ROWS) : [];
  if (!network || windows.length === 0) return undefined;
  const from = (network.origins[windows[0]!] ?? 0) + 1;
  const to = (network.origins[windows.at(-1)!] ?? 0) + horizon;
  const drawn = outcome.test
    .filter((forecasts) => forecasts.model === bestBaseline || forecasts.model === model)
    .reverse();
  const actual = { color: PALETTE.ink, dash: "solid", width: 1.4 } as const;
  const series = [
    line(
      words.labels.actual,
      rowPoints(frame.time, targetValues(outcome), from, Math.min(to, frame.time.length - 1)),
      actual,
      false,
    ),
    ...drawn.map((forecasts) =>
      line(
        modelName(forecasts.model, model, words),
        windowPoints(frame.time, forecasts, windows),
        lookOf(forecasts.model, model),
        false,
      ),
    ),
  ];
  return frameOption({
    title,
    unit: outcome.target,
    xAxis: timeScale(frame.time, from, to, words),
    series,
    legend: series.map(({ name }) => String(name)),
  });
}

/** Says which windows the chart shows, what their horizon is, and how much of the test part that is. */
export function forecastCaption(outcome: Outcome, words: Catalogue): string {
  const network = outcome.test[0];
  if (!network || network.origins.length === 0) return words.labels.nothingToDraw;
  const windows = windowsApart(network, ROWS);
  // Each window adds the rows that the next one does not have.
  const reached = network.origins.reduce(
    (rows, origin, index) =>
      rows + Math.min(network.horizon, (network.origins[index + 1] ?? Number.POSITIVE_INFINITY) - origin),
    0,
  );
  // Of very many windows only the latest are here.
  const scored = network.origins.length < outcome.windows ? outcome.rows.test : reached;
  const drawn = windows.length * network.horizon;
  const extent = fill(words.labels.windowsApart, { extent: words.extent(windows.length, network.horizon) });
  return drawn < scored ? extent + words.betweenSentences + fill(words.labels.newestRows, { drawn, scored }) : extent;
}
