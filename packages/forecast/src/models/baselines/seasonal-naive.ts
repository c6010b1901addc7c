import type { Baseline } from "./baseline.ts";
import { lastKnownRow } from "./last-known.ts";

/** What the seasonal naive remembers: how many rows make a season. */
export interface SeasonalNaiveFit {
  readonly season: number;
}

/**
 * Each step ahead is as it was one season before; beyond one season, the last season repeats. Where that reading is
 * missing, the season before it, and so on; where none is known, the last known value. Season 1 is persistence.
 */
export const seasonalNaive: Baseline<SeasonalNaiveFit> = {
  name: "seasonal_naive",
  fit: (_past, { season }) => {
    if (!Number.isInteger(season) || season < 1)
      throw new RangeError(`internal: season ${season} is not 1 or more rows`);
    return { season };
  },
  forecast({ season }, history, horizon) {
    const forecast = new Float64Array(horizon);
    const last = history[lastKnownRow(history)] ?? Number.NaN;
    for (let k = 0; k < horizon; k++) {
      if (k >= season) {
        forecast[k] = forecast[k - season]!;
        continue;
      }
      let row = history.length + k - season;
      while (row >= 0 && Number.isNaN(history[row]!)) row -= season;
      forecast[k] = history[row] ?? last;
    }
    return forecast;
  },
};
