import { type Engine, type EngineOptions, seed, split } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import {
  type EpochRecord,
  type Frame,
  Problem,
  type Score,
  type Task,
  type WindowForecasts,
} from "../../contracts/index.ts";
import { columnOf } from "../../data/index.ts";
import { measure, seasonalScale } from "../../evaluate/index.ts";
import {
  type Baseline,
  climatology,
  fitBaseline,
  forecastNetwork,
  forecastWindows,
  networkSpec,
  persistence,
  seasonalNaive,
} from "../../models/index.ts";
import { fitPreparation, type Prepared, pastOf, prepareFrame, windowsOf } from "../../prepare/index.ts";
import { trainNetwork } from "../../train/index.ts";
import { checkSequence } from "../check-sequence.ts";
import type { FitEvent } from "../events.ts";
import { readsGraph } from "../graph.ts";
import { openEngine } from "../open-engine.ts";
import { requireCell } from "../options.ts";
import type { AsWrittenSettings } from "./options.ts";
import { type PartName, type Parts, partsOf } from "./parts.ts";
import { startAsTorch } from "./start-as-torch.ts";

/** One part of a tutorial's run: the network first, then baselines, on the part's own windows. */
export interface PartResult {
  readonly scores: readonly Score[];
  readonly forecasts: readonly WindowForecasts[];
}

/** What a run as written came to. Its scores count what was filled in, and its scalers may have seen what they score. */
export interface AsWrittenOutcome {
  readonly leaky: true;
  /** With every value counted as read. */
  readonly frame: Frame;
  readonly target: string;
  readonly parts: Readonly<Partial<Record<PartName, PartResult>>>;
  readonly history: readonly EpochRecord[];
  readonly epochs: number;
  readonly parameters: number;
  /** Of training. */
  readonly seconds: number;
  readonly seed: number;
}

/**
 * Trains as a tutorial does, for a reader who wants to find its own result again: scalers may be fitted on every row, values
 * filled in count as read, the last weights are kept. Never use it to forecast.
 * @throws Problem (usage) for a cell that there is not, that needs a graph, or that gives no second layer a sequence.
 */
export async function* asWrittenStream(
  frame: Frame,
  settings: AsWrittenSettings,
  run: {
    readonly season: number;
    readonly signal?: AbortSignal | undefined;
    readonly engine?: EngineOptions | undefined;
  },
): AsyncGenerator<FitEvent, AsWrittenOutcome, void> {
  const { target, past, future, lookback, horizon } = settings;
  checkCell(settings);
  const task: Task = { target, past, future, calendar: [], lookback, horizon };
  const plain = asRead(frame);
  const cutoff = settings.fit_on === "all" ? frame.time.length : settings.rows.train;
  const whole = prepareFrame(fitPreparation(settings.preparation, plain, task, cutoff), plain, task);
  const prepared = settings.own_past ? whole : withoutOwnPast(whole);
  const root = seed(settings.seed);
  const parts = partsOf(prepared, settings, split(root, "shuffled_test"));
  const work = { windows: parts.train.length, lookback, columns: prepared.columns, units: settings.units };
  const engine = await openEngine(run.engine, work);
  try {
    const asFeatures = settings.window_as === "features";
    const options = { ...settings, directions: 1, dropout: 0, linear_path: false } as const;
    const spec = networkSpec(task, options);
    const features = asFeatures ? lookback * prepared.columns : prepared.columns;
    const network = await Network.create(engine, { ...spec, features }, split(root, "network"));
    if (settings.start === "torch") startAsTorch(network, split(root, "start"));
    const { train, validation = new Int32Array() } = parts;
    const windows = { train: windowsOf(prepared, train), validation: windowsOf(prepared, validation) };
    const fold = { ...windows, start: network.parameters.snapshot() };
    const stream = trainNetwork(
      { engine, network, folds: [fold], seed: split(root, "order") },
      {
        ...{ loss: settings.loss, optimizer: settings.optimizer, batch: settings.batch, epochs: settings.epochs },
        ...{ learningRate: settings.learning_rate, schedule: { kind: "constant" }, clipNorm: 0, margin: 0, asFeatures },
        patience: settings.patience ?? settings.epochs,
      },
      { signal: run.signal },
    );
    let next = await stream.next();
    while (next.done !== true) {
      yield { kind: "epoch", phase: "train", record: next.value.history.at(-1)!, epochs: settings.epochs };
      next = await stream.next();
    }
    const { history, folds } = next.value;
    // The last weights, not the best: that is what the tutorials keep.
    network.parameters.restore(folds[0]!.weights);
    const model = { engine, network, name: settings.cell, asFeatures };
    return {
      leaky: true,
      frame: plain,
      target,
      parts: scoreParts(plain, prepared, whole, parts, settings, run.season, model),
      history,
      epochs: history.length - 1,
      parameters: network.parameters.count,
      seconds: history.at(-1)!.seconds,
      seed: settings.seed,
    };
  } finally {
    engine.close();
  }
}

/** Refuses a cell that nobody knows, and one that a tutorial's run has no graph or no layer for. */
function checkCell({ cell, units }: AsWrittenSettings): void {
  requireCell(cell, "--cell");
  checkSequence({ cell, units, pretrain: 0 });
  if (!readsGraph(cell)) return;
  throw new Problem("usage", "graph_missing", `The cell "${cell}" reads columns as nodes of a graph.`, {
    found: "a run as written, which has none",
    needed: "a cell that reads none",
    hint: "Give the part another cell, or run it done right with a graph.",
    option: "--cell",
  });
}

function scoreParts(
  frame: Frame,
  prepared: Prepared,
  whole: Prepared,
  parts: Parts,
  settings: AsWrittenSettings,
  season: number,
  model: { engine: Engine; network: Network; name: string; asFeatures: boolean },
): AsWrittenOutcome["parts"] {
  const actual = columnOf(frame, settings.target).values;
  const past = pastOf(actual, settings.rows.train);
  const baselineOptions = { season, time: frame.time };
  // A shuffled test lies between the rows of training: whatever is fitted on those would know it.
  const fitted = settings.shuffled_test === undefined ? [seasonalNaive, climatology] : [];
  const baselines = [
    fitBaseline(persistence, past, baselineOptions),
    ...fitted.map((baseline) => fitBaseline<unknown>(baseline as Baseline<unknown>, past, baselineOptions)),
  ];
  const scale = seasonalScale(past, season);
  const results: Partial<Record<PartName, PartResult>> = {};
  for (const [name, origins] of Object.entries(parts) as [PartName, Int32Array][]) {
    const { engine, network } = model;
    const options = { model: model.name, asFeatures: model.asFeatures };
    const forecasts = [
      // Undoing needs the target's levels, which the network may not have been shown.
      forecastNetwork(engine, network, { ...prepared, levels: whole.levels }, origins, options),
      ...baselines.map((one) => forecastWindows(one, actual, [...origins], settings.horizon, baselineOptions)),
    ];
    const scores = forecasts.map((one) => measure({ actual, forecasts: one, seasonalScale: scale }).score);
    results[name] = { scores, forecasts };
  }
  return results;
}

/** The table with every value counted as read, filled in or not. */
function asRead(frame: Frame): Frame {
  return { ...frame, columns: frame.columns.map(({ name, values }) => ({ name, values })) };
}

/** The inputs without the target's own column. */
function withoutOwnPast(prepared: Prepared): Prepared {
  const { table, rows, columns } = prepared;
  const others = new Float64Array(rows * (columns - 1));
  for (let row = 0; row < rows; row++) {
    others.set(table.subarray(row * columns + 1, (row + 1) * columns), row * (columns - 1));
  }
  return { ...prepared, table: others, columns: columns - 1 };
}
