import { type Engine, type Seed, split } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import { Breath } from "../../contracts/pause.ts";
import { NetworkForecaster, NetworkSampler } from "../../models/index.ts";
import type { Carries, EvenScale, IsMissing, Windows } from "../../prepare/index.ts";

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

/** Windows of one part of the past, with what they are windows of and the weights that have seen none of them. */
export interface MeasuredOn {
  readonly validation: Windows;
  readonly weights: Float32Array;
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
const LEAST_NOISE = 0.1;
/** Rounds of Fisher's scoring: each leaves a small part of the distance. */
const SCORING = 30;

/** What a missing reading is drawn from, of a network's seed. */
export const missingSeed = (seed: Seed): Seed => split(seed, "missing readings");

/**
 * Measures errors on the validation windows of all folds, and what passes said of them beforehand. The variance of an error is
 * that of the passes about the forecast and that of the noise (Gal and Ghahramani 2016), which follows from the errors of rows that
 * were not learnt from (Zhu and Laptev 2017). Null without validation windows. The network is left with the last fold's weights.
 */
export async function measureErrors(
  measured: Measured,
  folds: readonly MeasuredOn[],
  carries: Carries,
  signal: AbortSignal | undefined,
): Promise<PastErrors | null> {
  const h = folds[0]!.validation.task.horizon;
  const most = Math.min(MOST.windows, Math.max(MOST.least, Math.floor(MOST.numbers / h)));
  const all = folds.reduce((sum, { validation }) => sum + validation.count, 0);
  if (all === 0) return null;
  const found: Errors[] = [];
  for (const fold of folds) {
    const share = (fold.validation.count * Math.min(most, all)) / all;
    found.push(await errorsOn(measured, fold, Math.round(share), carries, signal));
  }
  const joined = (part: keyof Errors) => Float64Array.from(found.flatMap((one) => [...one[part]]));
  return { ...overExpected(joined("errors"), joined("spreads"), h), carries };
}

/** Errors of windows and the variance of their passes, on the even scale. `[W, h]` */
interface Errors {
  readonly errors: Float64Array;
  readonly spreads: Float64Array;
}

/** Of `count` windows of a fold, evenly chosen. */
async function errorsOn(
  { engine, network, asFeatures, seed }: Measured,
  { validation, weights, actual, isMissing, scaleAt }: MeasuredOn,
  count: number,
  carries: Carries,
  signal: AbortSignal | undefined,
): Promise<Errors> {
  const { lookback, horizon: h } = validation.task;
  network.parameters.restore(weights);
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
        const isChosen = kept < count && Math.floor((kept * validation.count) / count) === seen++;
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
  return { errors, spreads };
}

export const square = (value: number): number => value * value;

/** Mean square distance of passes `[passes · h]` from the forecast at step k. */
export function spreadAbout(passes: Float64Array, point: Float64Array, k: number): number {
  const h = point.length;
  let sum = 0;
  for (let at = k; at < passes.length; at += h) sum += square(passes[at]! - point[k]!);
  return sum / (passes.length / h);
}

/**
 * The noise of each step, and each error over the spread that passes and noise let expect. Windows whose passes agree tell most
 * of the noise: it is the likeliest, were errors normal with the sum of both variances.
 */
function overExpected(errors: Float64Array, spreads: Float64Array, h: number): Pick<PastErrors, "noise" | "errors"> {
  const measured = Float64Array.from({ length: h }, (_, k) => {
    const known: (readonly [square: number, spread: number])[] = [];
    for (let at = k; at < errors.length; at += h) {
      if (!Number.isNaN(errors[at]!)) known.push([square(errors[at]!), spreads[at]!]);
    }
    return Math.sqrt(likeliestNoise(known));
  });
  const largest = measured.filter((value) => !Number.isNaN(value)).reduce((most, value) => Math.max(most, value), 0);
  // A step of which nothing was read is as noisy as the noisiest.
  const noise = measured.map((value) => (Number.isNaN(value) ? largest : value));
  const expected = (at: number) => Math.sqrt(spreads[at]! + square(noise[at % h]!));
  return { noise, errors: errors.map((error, at) => (error === 0 ? 0 : error / expected(at))) };
}

/** The variance of noise that makes squared errors beside the variance of their passes likeliest; NaN of none. */
function likeliestNoise(known: readonly (readonly [square: number, spread: number])[]): number {
  const squares = known.reduce((sum, [squared]) => sum + squared, 0) / known.length;
  const least = LEAST_NOISE * squares;
  let noise = squares;
  for (let round = 0; noise > 0 && round < SCORING; round++) {
    let [sum, weights] = [0, 0];
    for (const [squared, spread] of known) {
      const weight = 1 / square(spread + noise);
      sum += weight * (squared - spread);
      weights += weight;
    }
    noise = Math.max(least, sum / weights);
  }
  return noise;
}
