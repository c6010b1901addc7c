import type { Frame, Task } from "../../contracts/index.ts";
import { timeAt } from "../../data/index.ts";
import { spanOf } from "../../fit/panel/choose-panel.ts";
import { PanelWindows, type ScoredSeries } from "../../fit/panel/panel-windows.ts";
import { mean } from "../../statistics/index.ts";
import type { Scored, TestOrigins } from "../ground.ts";
import { independentWindows } from "../origin-losses.ts";

/**
 * The test windows of many series. Their losses are absolute errors in units of each series' own seasonal step, averaged over
 * the series at each point of time that forecasts start from.
 */
export class PanelTest {
  readonly windows: PanelWindows;
  readonly test: TestOrigins;
  /** Which of the origins each window starts from; −1 where its series has no scale. `[windows]` */
  private readonly places: Int32Array;
  private readonly counts: readonly number[];

  constructor(task: Task, all: readonly ScoredSeries[]) {
    this.windows = new PanelWindows(task, all);
    const { parts, origins } = this.windows;
    const rows = rowsOnOneAxis(all.map(({ frame }) => frame));
    const rowOf = new Int32Array(origins.length).fill(-1);
    for (const { frame, scale, origins: own, first } of parts) {
      if (!(scale > 0)) continue;
      own.forEach((origin, w) => {
        rowOf[first + w] = rows(timeAt(frame.time, origin));
      });
    }
    const times = [...new Set(rowOf)].filter((row) => row >= 0).sort((a, b) => a - b);
    const placeOf = new Map(times.map((row, place) => [row, place]));
    this.places = rowOf.map((row) => placeOf.get(row) ?? -1);
    const counts = times.map(() => 0);
    for (const place of this.places) if (place >= 0) counts[place]!++;
    this.counts = counts;
    const usual = mean(counts);
    const { horizon } = task;
    this.test = {
      ...{ origins: times, horizon, independent: independentWindows(times, horizon) },
      weights: counts.every((count) => count === usual) ? null : counts.map((count) => count / usual),
      windows: origins.length,
      points: parts.reduce((sum, part) => sum + knownTargets(part, horizon), 0),
    };
  }

  /** Series whose errors have a scale. */
  get hasScales(): boolean {
    return this.test.origins.length > 0;
  }

  /** Scores one model by its forecasts from all windows. `[windows · h]` */
  score(model: string, values: Float64Array): Scored & Pick<ReturnType<PanelWindows["score"]>, "notes"> {
    const { windows, places, counts, test } = this;
    const { score, notes, perSeries } = windows.score(model, values);
    const sums = counts.map(() => 0);
    for (const { actual, scale, origins, first } of windows.parts) {
      origins.forEach((origin, w) => {
        const place = places[first + w]!;
        if (place < 0) return;
        const from = (first + w) * test.horizon;
        sums[place]! += absoluteError(actual, origin, values.subarray(from, from + test.horizon)) / scale;
      });
    }
    return {
      ...{ score, notes },
      losses: sums.map((sum, place) => sum / counts[place]!),
      perSeries: perSeries.map(({ mase }) => mase),
    };
  }
}

/** The mean absolute error of one window over its known targets. */
function absoluteError(actual: Float64Array, origin: number, values: Float64Array): number {
  let sum = 0;
  let known = 0;
  values.forEach((value, k) => {
    const came = actual[origin + 1 + k] ?? Number.NaN;
    if (Number.isNaN(came)) return;
    sum += Math.abs(came - value);
    known++;
  });
  return sum / known;
}

function knownTargets({ actual, origins }: PanelWindows["parts"][number], horizon: number): number {
  const known = (origin: number) =>
    actual.subarray(origin + 1, origin + 1 + horizon).reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
  return origins.reduce((sum, origin) => sum + known(origin), 0);
}

/** The row of a time on one axis for all series: the last that is not behind it, where their steps begin at other times. */
function rowsOnOneAxis(frames: readonly Frame[]): (time: number) => number {
  const axis = spanOf(frames);
  const times = Float64Array.from({ length: axis.length }, (_, row) => timeAt(axis, row));
  return (time) => {
    let [low, high] = [0, times.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (times[middle]! <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
