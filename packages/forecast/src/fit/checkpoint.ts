import type { StoredTensor } from "@gatecast/nn";
import { z } from "zod";
import { readModelFile, tensorOf, writeModelFile } from "../artifact/index.ts";
import { type EpochRecord, Problem } from "../contracts/index.ts";
import type { PretrainState, TrainState } from "../train/index.ts";

const epochSchema = z.strictObject({
  epoch: z.int().min(0),
  train_loss: z.number().nullable(),
  validation_loss: z.number().nullable(),
  learning_rate: z.number(),
  seconds: z.number(),
});
const stateSchema = z.strictObject({
  history: z.array(epochSchema).min(1),
  folds: z.array(z.strictObject({ start_loss: z.number().nullable(), step: z.int().min(0) })).min(1),
  best: z.strictObject({ epoch: z.int().min(0), loss: z.number().nullable() }),
});
const pretrainSchema = z.strictObject({
  phase: z.enum(["train", "refit"]),
  parts: z
    .array(
      z.strictObject({
        epoch: z.int().min(1),
        step: z.int().min(1),
        loss: z.number().nullable(),
        floats: z.int().min(1),
      }),
    )
    .min(1),
});
const checkpointSchema = z.strictObject({
  /** SHA-256 of configuration and data: a run goes on with the same of both, or not at all. */
  run: z.string(),
  /** Present while pretraining is under way. */
  pretrain: pretrainSchema.nullable().default(null),
  /** Absent before the search for the best epoch. */
  train: stateSchema.nullable(),
  /** Present once the search for the best epoch is over. */
  refit: stateSchema.nullable(),
});

/** Where pretraining stands: parts that are done, and the one that is under way. */
export interface PretrainProgress {
  readonly phase: "train" | "refit";
  readonly parts: readonly PretrainState[];
}

/** Where a run stands: pretraining while it is under way, the search for the best epoch, and the refit once that is over. */
export interface Reached {
  readonly pretrain?: PretrainProgress | null;
  readonly train: TrainState | null;
  readonly refit: TrainState | null;
}

/** A run that has been through both. */
export interface Progress {
  train: TrainState;
  refit: TrainState | null;
}

/** A checkpoint as bytes. */
export function saveCheckpoint(run: string, reached: Reached): Promise<Uint8Array<ArrayBuffer>> {
  const { pretrain = null, train, refit } = reached;
  const facts = {
    run,
    ...(pretrain === null ? {} : { pretrain: pretrainFacts(pretrain) }),
    train: train === null ? null : factsOf(train),
    refit: refit === null ? null : factsOf(refit),
  };
  return writeModelFile("checkpoint", facts, [
    ...(pretrain?.parts ?? []).map(({ weights }, part) => tensor(`pretrain.${part}`, weights)),
    ...(train === null ? [] : tensorsOf("train", train)),
    ...(refit === null ? [] : tensorsOf("refit", refit)),
  ]);
}

/**
 * Reads a checkpoint of the run with that hash. @throws Problem (model) where it cannot be read, `checkpoint_differs`
 * (usage) where it is of another run.
 */
export async function loadCheckpoint(bytes: Uint8Array, run: string, floats: number): Promise<Reached> {
  const file = await readModelFile("checkpoint", bytes, checkpointSchema);
  if (file.facts.run !== run) {
    throw new Problem("usage", "checkpoint_differs", "The checkpoint belongs to another configuration or other data.", {
      found: "a checkpoint of another run",
      needed: "the same data and the same options as before",
      hint: "Repeat the command exactly, or leave out --resume to start anew.",
      option: "--resume",
    });
  }
  const state = (name: "train" | "refit", facts: z.infer<typeof stateSchema>): TrainState => {
    // Files of earlier versions hold the first fold's best weights alone.
    const others = facts.folds.map((_, f) => `best.${f}`).filter((part) => file.tensors.has(`${name}.${part}`));
    const values = (part: string) => Float32Array.from(tensorOf(file, `${name}.${part}`, [floats]).values);
    return {
      history: facts.history.map(
        (record): EpochRecord => ({
          epoch: record.epoch,
          trainLoss: record.train_loss ?? Number.NaN,
          validationLoss: record.validation_loss ?? Number.NaN,
          learningRate: record.learning_rate,
          seconds: record.seconds,
        }),
      ),
      folds: facts.folds.map(({ start_loss, step }, f) => ({
        startLoss: start_loss ?? Number.NaN,
        step,
        weights: values(`folds.${f}`),
      })),
      best: {
        epoch: facts.best.epoch,
        loss: facts.best.loss ?? Number.NaN,
        weights: values("best"),
        others: others.map(values),
      },
    };
  };
  const { pretrain, train, refit } = file.facts;
  const parts = pretrain?.parts.map(({ loss, floats: size, ...facts }, part): PretrainState => {
    const { values } = tensorOf(file, `pretrain.${part}`, [size], "checkpoint");
    return { ...facts, loss: loss ?? Number.NaN, weights: Float32Array.from(values) };
  });
  return {
    pretrain: pretrain === null ? null : { phase: pretrain.phase, parts: parts! },
    train: train === null ? null : state("train", train),
    refit: refit === null ? null : state("refit", refit),
  };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const pretrainFacts = ({ phase, parts }: PretrainProgress): z.infer<typeof pretrainSchema> => ({
  phase,
  parts: parts.map(({ epoch, step, loss, weights }) => ({ epoch, step, loss: orNull(loss), floats: weights.length })),
});

function factsOf({ history, folds, best }: TrainState): z.infer<typeof stateSchema> {
  return {
    history: history.map((record) => ({
      epoch: record.epoch,
      train_loss: orNull(record.trainLoss),
      validation_loss: orNull(record.validationLoss),
      learning_rate: record.learningRate,
      seconds: record.seconds,
    })),
    folds: folds.map(({ startLoss, step }) => ({ start_loss: orNull(startLoss), step })),
    best: { epoch: best.epoch, loss: orNull(best.loss) },
  };
}

function tensorsOf(name: string, { folds, best }: TrainState): StoredTensor[] {
  return [
    ...folds.map(({ weights }, f) => tensor(`${name}.folds.${f}`, weights)),
    tensor(`${name}.best`, best.weights),
    ...best.others.map((weights, f) => tensor(`${name}.best.${f + 1}`, weights)),
  ];
}

const tensor = (name: string, values: Float32Array): StoredTensor => ({ name, shape: [values.length], values });
