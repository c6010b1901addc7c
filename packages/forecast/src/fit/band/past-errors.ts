import { type Engine, type Seed, split } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import { Breath } from "../../contracts/pause.ts";
import { NetworkForecaster, NetworkSampler } from "../../models/index.ts";
import { type Carries, type EvenScale, type IsMissing, learnCarries, type Windows } from "../../prepare/index.ts";

/** What a network's errors on validation rows say of the bands of its forecasts. */
export interface PastErrors {
  /** Standard deviation of the noise at each step ahead, on the even scale. `[h]` */
  readonly noise: Float64Array;
  /** Errors of some windows over the spread that passes and noise let expect; NaN where nothing was read. `[W, h]` */
  readonly errors: Float64Array;
  /** What missing readings are drawn from. */
  readonly carries: Carries;
}

/** A network that has seen none of the windows that it is measured on. */
export interface Measured {
  readonly engine: Engine;
  readonly network: Network;
  readonly asFeatures: boolean;
  readonly seed: Seed;
}

/** Windows to learn columns from and windows to measure errors on, with what they are windows of. */
export interface MeasuredOn {
  readonly train: Windows;
  readonly validation: Windows;
  /** The target as it was read, in its own unit. */
  readonly actual: Float64Array;
  readonly isMissing: IsMissing;
  /** Of the series that a row belongs to. */
  readonly scaleAt: (row: number) => EvenScale;
}

/** Passes from each window: enough for a spread. */
const PASSES = 50;
/** Windows and numbers that are kept at most, and windows that a long horizon leaves. */
const MOST = { windows: 500, numbers: 20_000, least: 50 };
/** Share of an error's variance that is noise at least: passes that say all of it say it of these rows alone. */
const LEAST_NOISE = 0.01;

/** What a missing reading is drawn from, of a network's seed. */
export const missingSeed = (seed: Seed): Seed => split(seed, "missing readings");

/**
 * Measures errors on validation windows, evenly chosen, and what passes said of them beforehand. The variance of an error is
 * that of the passes about the forecast and that of the noise, which is what the errors have left (Gal and Ghahramani 2016, as
 * Zhu and Laptev 2017 estimate it). Null without validation windows.
 */
export async function measureErrors(
  { engine, network, asFeatures, seed }: Measured,
  { train, validation, actual, isMissing, scaleAt }: MeasuredOn,
  signal: AbortSignal | undefined,
): Promise<PastErrors | null> {
  const { lookback, horizon: h } = validation.task;
  const most = Math.min(MOST.windows, Math.max(MOST.least, Math.floor(MOST.numbers / h)));
  const count = Math.min(validation.count, most);
  if (count === 0) return null;
  const carries = learnCarries(train, isMissing);
  const forecaster = new NetworkForecaster(engine, network, asFeatures);
  const options = { passes: PASSES, lookback, asFeatures, carries, seed: missingSeed(seed) };
  const sampler = new NetworkSampler(engine, network, options);
  const breath = new Breath(signal);
  const errors = new Float64Array(count * h);
  const spreads = new Float64Array(count * h);
  let [seen, kept] = [0, 0];
  try {
    for (const { prepared, origins, first } of validation.inOrder()) {
      const chosen = origins.filter(() => {
        const isChosen = Math.floor((kept * validation.count) / count) === seen++;
        if (isChosen) kept++;
        return isChosen;
      });
      const from = kept - chosen.length;
      const points = forecaster.forecast(prepared, chosen);
      for (const [w, origin] of chosen.entries()) {
        const scale = scaleAt(first + origin);
        const point = scale.to(points.subarray(w * h, (w + 1) * h));
        const read = scale.to(actual.subarray(first + origin + 1, first + origin + 1 + h));
        const passes = scale.to(sampler.sampleAll(prepared, origin, (row, c) => isMissing(first + row, c)));
        for (let k = 0; k < h; k++) {
          errors[(from + w) * h + k] = read[k]! - point[k]!;
          spreads[(from + w) * h + k] = spreadAbout(passes, point, k);
        }
        await breath.spend(PASSES * network.parameters.count * lookback);
      }
    }
  } finally {
    forecaster.close();
    sampler.close();
  }
  return { ...overExpected(errors, spreads, h), carries };
}

/** Mean square distance of passes `[passes · h]` from the forecast at step k. */
export function spreadAbout(passes: Float64Array, point: Float64Array, k: number): number {
  const h = point.length;
  let sum = 0;
  for (let at = k; at < passes.length; at += h) sum += (passes[at]! - point[k]!) ** 2;
  return sum / (passes.length / h);
}

function overExpected(errors: Float64Array, spreads: Float64Array, h: number): Pick<PastErrors, "noise" | "errors"> {
  const measured = Float64Array.from({ length: h }, (_, k) => {
    let [squares, explained, n] = [0, 0, 0];
    for (let at = k; at < errors.length; at += h) {
      if (Number.isNaN(errors[at]!)) continue;
      squares += errors[at]! ** 2;
      explained += spreads[at]!;
      n++;
    }
    return n === 0 ? Number.NaN : Math.sqrt(Math.max(squares - explained, LEAST_NOISE * squares) / n);
  });
  const largest = measured.filter((value) => !Number.isNaN(value)).reduce((most, value) => Math.max(most, value), 0);
  // A step of which nothing was read is as noisy as the noisiest.
  const noise = measured.map((value) => (Number.isNaN(value) ? largest : value));
  const expected = (at: number) => Math.sqrt(spreads[at]! + noise[at % h]! ** 2);
  return { noise, errors: errors.map((error, at) => (error === 0 ? 0 : error / expected(at))) };
}
