import { type Engine, seed, split } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import type { Frame } from "../contracts/index.ts";
import { Breath } from "../contracts/pause.ts";
import { linearPathWeight, RidgeProblem, type RidgeWeights, ridgeInputs } from "../models/index.ts";
import { fitPreparation, ModelTable, type Shape, shapeOf, type Windows } from "../prepare/index.ts";
import {
  type PretrainOptions,
  type PretrainState,
  pretrain,
  type TrainData,
  type TrainOptions,
} from "../train/index.ts";
import type { Choice } from "./choose.ts";
import type { FitSettings } from "./options.ts";

/** What a network must gain over its linear start on validation before it takes its place: less is noise. */
const MARGIN = 0.01;

/** Where training starts on one part of the past. */
export interface LinearStart extends TrainData {
  readonly ridge: RidgeWeights;
  /** Ridge's equations had no solution: it says nothing but each window's own level. */
  readonly isSilent: boolean;
  readonly start: Float32Array;
}

/** The same of one series, with its table. */
export interface TableStart extends LinearStart {
  readonly table: ModelTable;
}

/** How a start goes on from a state of its pretraining, and who may stop it. */
export interface StartRun {
  readonly state?: PretrainState | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Preparation, ridge and fresh weights on the rows before `cutoff`; the `ahead` rows behind it are for validation. Yields states of
 * pretraining where that is asked for.
 */
export async function* linearStart(
  network: Network,
  fresh: Float32Array,
  from: { readonly engine: Engine; readonly frame: Frame; readonly settings: FitSettings; readonly choice: Choice },
  part: { readonly cutoff: number; readonly ahead: number },
  run: StartRun,
): AsyncGenerator<PretrainState, TableStart, void> {
  const { engine, frame, settings, choice } = from;
  const { cutoff, ahead } = part;
  const table = new ModelTable(fitPreparation(choice.preparation, frame, choice.task, cutoff), frame, choice.task);
  const data = { train: table.within(0, cutoff), validation: table.within(cutoff, cutoff + ahead) };
  return { ...(yield* startFrom(network, fresh, { engine, settings, choice }, data, run)), table };
}

/** Ridge on windows that are there already, and fresh weights; pretrained on the same windows where that is asked for. */
export async function* startFrom(
  network: Network,
  fresh: Float32Array,
  from: { readonly engine: Engine; readonly settings: FitSettings; readonly choice: Pick<Choice, "strength"> },
  { train, validation }: TrainData,
  { state, signal }: StartRun,
): AsyncGenerator<PretrainState, LinearStart, void> {
  const { engine, settings, choice } = from;
  const { ridge, isSilent } = await solveRidge(engine, train, choice.strength, signal);
  const shape = shapeOf(train.task);
  network.parameters.restore(fresh);
  yield* pretrain(engine, network, train, pretrainOptions(settings), { state, signal });
  if (settings.linear_path) {
    network.parameters.write("linear.weight", linearPathWeight(ridge, shape));
    network.parameters.write("linear.bias", ridge.bias);
  }
  return { ridge, isSilent, train, validation, start: network.parameters.snapshot() };
}

/** What a start comes to, its states left unread. */
export async function startOf<Start>(stream: AsyncGenerator<PretrainState, Start, void>): Promise<Start> {
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
  }
}

/** Ridge on some windows; a map that says nothing but each window's own level where its equations have no solution. */
export async function solveRidge(
  engine: Engine,
  train: Windows,
  strength: number,
  signal: AbortSignal | undefined,
): Promise<Pick<LinearStart, "ridge" | "isSilent">> {
  const ridge = (await RidgeProblem.over(engine, train, { breath: new Breath(signal) })).solve(strength);
  return ridge === null ? { ridge: silentRidge(shapeOf(train.task)), isSilent: true } : { ridge, isSilent: false };
}

/** How `fit` trains, but for how long and at which rates. */
export function trainOptions(settings: FitSettings): Omit<TrainOptions, "epochs" | "schedule"> {
  return {
    loss: settings.loss,
    optimizer: settings.optimizer,
    learningRate: settings.learning_rate,
    clipNorm: settings.clip_norm,
    batch: settings.batch,
    patience: settings.patience,
    margin: settings.linear_path ? MARGIN : 0,
    asFeatures: settings.window_as === "features",
    ...(settings.sparsity > 0 ? { pruning: { sparsity: settings.sparsity, epochs: settings.epochs } } : {}),
  };
}

/** What a network learns of its windows before it learns to forecast from them. */
function pretrainOptions(settings: FitSettings): PretrainOptions {
  return {
    epochs: settings.pretrain,
    batch: settings.batch ?? 32,
    learningRate: settings.learning_rate,
    asFeatures: settings.window_as === "features",
    seed: split(seed(settings.seed), "pretraining"),
  };
}

function silentRidge(shape: Shape): RidgeWeights {
  const { horizon } = shape.task;
  return { weight: new Float64Array(ridgeInputs(shape) * horizon), bias: new Float64Array(horizon) };
}
