import type { PanelOutcome, SeriesForecast, SeriesScore } from "@gatecast/forecast";
import { csvLine } from "./csv.ts";
import { forecastCsv } from "./forecast-csv.ts";
import { testForecastCsv } from "./test-forecast-csv.ts";

/** Forecasts beyond the end of each series: `unique_id, ds`, then a column for each model. */
export function panelForecastCsv(series: readonly SeriesForecast[]): string {
  if (series.length === 0) return csvLine(["unique_id", "ds"]);
  return underOneHead(series.map((one) => forecastCsv(one.frame, withBand(one))));
}

/** The ends of a band are columns as forecasts are. */
export const withBand = ({ forecasts, band }: Pick<SeriesForecast, "forecasts" | "band">) => [
  ...forecasts,
  ...(band?.ends ?? []),
];

/** Forecasts of every test window of every series: `unique_id, ds, cutoff, y`, then a column for each model. */
export function panelTestCsv({ test, target }: Pick<PanelOutcome, "test" | "target">): string {
  return underOneHead(test.map(({ frame, forecasts }) => testForecastCsv({ frame, target, test: forecasts })));
}

/** A row for each series and model: `unique_id, model, windows`, then its scores. */
export function seriesScoresCsv(perSeries: readonly SeriesScore[]): string {
  const lines = [csvLine(["unique_id", "model", "windows", "rmse", "mae", "smape", "mase"])];
  for (const { id, windows, scores } of perSeries) {
    for (const { model, rmse, mae, smape, mase } of scores) {
      lines.push(csvLine([id, model, windows, rmse, mae, smape, mase]));
    }
  }
  return lines.join("");
}

/** Tables of the same columns one below the other. */
function underOneHead(tables: readonly string[]): string {
  return tables.map((table, i) => (i === 0 ? table : table.slice(table.indexOf("\n") + 1))).join("");
}
