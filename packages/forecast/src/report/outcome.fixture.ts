import type { EpochRecord, Frame, Metrics, Outcome, Score, WindowForecasts } from "../contracts/index.ts";

/** What a test may want otherwise. */
export interface FixtureOptions {
  readonly rows?: number;
  readonly horizon?: number;
  readonly target?: string;
  readonly unit?: "month" | "hour";
  /** Share of the truth's departure from the seasonal naive that the network sees; 1 is perfect, below 0 is silly. */
  readonly insight?: number;
}

const SHAPE = [-0.09, -0.14, 0.01, -0.02, -0.01, 0.12, 0.24, 0.23, 0.06, -0.07, -0.2, -0.09];

/** Monthly passengers as they might have been: growth, a season of 12 and a little noise; always the same. */
export function outcomeFixture({
  rows = 144,
  horizon = 12,
  target = "passengers",
  unit = "month",
  insight = 0.75,
}: FixtureOptions = {}): Outcome {
  let noise = 12345;
  const draw = (): number => {
    noise = (Math.imul(noise, 1103515245) + 12345) & 0x7fffffff;
    return noise / 0x7fffffff - 0.5;
  };
  const values = Float64Array.from(
    { length: rows },
    (_, t) => (110 + (2.6 * t * 144) / rows) * (1 + SHAPE[t % 12]! + 0.06 * draw()),
  );
  const test = Math.floor(rows / 4);
  const validation = Math.floor(rows / 10);
  const origins = Array.from({ length: test - horizon + 1 }, (_, w) => rows - test - 1 + w);
  const shift = (values[rows - test - 1] ?? 0) * 0.1;
  const at = (row: number): number => values[row] ?? Number.NaN;
  // The last known reading of the same month; beyond the end there is no truth to lean on.
  const seasonal = (origin: number, k: number): number => at(origin + 1 + k - 12 * Math.ceil((k + 1) / 12));
  const rules: Record<string, (origin: number, k: number) => number> = {
    lstm: (origin, k) => {
      const base = seasonal(origin, k) + shift;
      const truth = at(origin + 1 + k);
      return Number.isNaN(truth) ? base : base + insight * (truth - base);
    },
    persistence: (origin) => at(origin),
    seasonal_naive: seasonal,
    drift: (origin, k) => at(origin) + ((at(origin) - at(0)) / origin) * (k + 1),
    ridge: (origin, k) => seasonal(origin, k) + shift,
  };
  const forecasts = (from: readonly number[]): WindowForecasts[] =>
    Object.entries(rules).map(([model, rule]) => ({
      model,
      origins: from,
      horizon,
      values: Float64Array.from(from.flatMap((origin) => Array.from({ length: horizon }, (_, k) => rule(origin, k)))),
    }));
  const tested = forecasts(origins);
  const scores = tested.map((forecast) => scoreOf(forecast, values));
  const [network, ...baselines] = scores;
  const best = baselines.reduce((a, b) => (b.rmse < a.rmse ? b : a));
  const skill = 1 - network!.rmse / best.rmse;
  const frame: Frame = {
    id: "airline",
    timeName: "ds",
    time: {
      kind: "calendar",
      start: Date.UTC(1949, 0, 1),
      step: { unit, count: 1 },
      length: rows,
      format: unit === "month" ? "YYYY-MM" : "YYYY-MM-DD HH:mm",
    },
    columns: [{ name: target, values }],
  };
  return {
    frame,
    target,
    past: [],
    future: [],
    lookback: 24,
    horizon,
    season: 12,
    model: "lstm",
    rows: { train: rows - test - validation, validation, test },
    scores,
    bestBaseline: best.model,
    skill,
    verdict: skill > 0.01 ? "network_wins" : skill < -0.01 ? "baseline_wins" : "network_ties",
    history: epochs(),
    bestEpoch: 31,
    test: tested,
    windows: origins.length,
    points: origins.length * horizon,
    beyond: forecasts([rows - 1]),
    seconds: 1.84,
    seed: 7,
    parameters: 5213,
    weightsSha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    notes: [
      { code: "season_found", facts: { period: 12, strength: 0.8231234 } },
      { code: "lookback_chosen", facts: { lookback: 24 } },
      { code: "from_the_future", facts: { column: "x" } },
    ],
    configuration: { target, horizon, lookback: 24, seed: 7, cell: "lstm" },
  };
}

function epochs(): EpochRecord[] {
  return Array.from({ length: 41 }, (_, epoch) => ({
    epoch,
    trainLoss: epoch === 0 ? Number.NaN : 0.05 + 1.4 / (1 + 0.6 * epoch),
    validationLoss: 0.09 + 1.1 / (1 + 0.5 * epoch) + 0.0001 * Math.max(0, epoch - 31) ** 2,
    learningRate: 0.001,
    seconds: epoch * 0.04,
  }));
}

function scoreOf({ model, origins, horizon, values }: WindowForecasts, actual: Float64Array): Score {
  const pairs = origins.flatMap((origin, w) =>
    Array.from({ length: horizon }, (_, k) => ({ k, y: actual[origin + 1 + k]!, f: values[w * horizon + k]! })),
  );
  const metrics = (some: readonly { readonly y: number; readonly f: number }[]): Metrics => {
    const mean = (of: (pair: { readonly y: number; readonly f: number }) => number): number =>
      some.reduce((sum, pair) => sum + of(pair), 0) / some.length;
    const level = mean(({ y }) => y);
    return {
      rmse: Math.sqrt(mean(({ y, f }) => (y - f) ** 2)),
      mae: mean(({ y, f }) => Math.abs(y - f)),
      bias: mean(({ y, f }) => f - y),
      mape: 100 * mean(({ y, f }) => Math.abs((y - f) / y)),
      smape: 200 * mean(({ y, f }) => Math.abs(y - f) / (Math.abs(y) + Math.abs(f))),
      mase: mean(({ y, f }) => Math.abs(y - f)) / 31,
      r2: 1 - mean(({ y, f }) => (y - f) ** 2) / mean(({ y }) => (y - level) ** 2),
      mda: model === "persistence" ? Number.NaN : 0.8,
    };
  };
  return {
    model,
    ...metrics(pairs),
    perStep: Array.from({ length: horizon }, (_, step) => metrics(pairs.filter(({ k }) => k === step))),
  };
}
