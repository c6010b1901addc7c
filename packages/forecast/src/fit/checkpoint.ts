import type { StoredTensor } from "@gatecast/nn";
import { z } from "zod";
import { readModelFile, tensorOf, writeModelFile } from "../artifact/index.ts";
import { type EpochRecord, Problem } from "../contracts/index.ts";
import type { TrainState } from "../train/index.ts";

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
const checkpointSchema = z.strictObject({
  /** SHA-256 of configuration and data: a run goes on with the same of both, or not at all. */
  run: z.string(),
  train: stateSchema,
  /** Present once the search for the best epoch is over. */
  refit: stateSchema.nullable(),
});

/** Where a run stands: the search for the best epoch, and the refit once that is over. */
export interface Progress {
  train: TrainState;
  refit: TrainState | null;
}

/** A checkpoint as bytes. */
export function saveCheckpoint(run: string, progress: Progress): Promise<Uint8Array<ArrayBuffer>> {
  const { train, refit } = progress;
  const facts = { run, train: factsOf(train), refit: refit === null ? null : factsOf(refit) };
  return writeModelFile("checkpoint", facts, [
    ...tensorsOf("train", train),
    ...(refit === null ? [] : tensorsOf("refit", refit)),
  ]);
}

/**
 * Reads a checkpoint of the run with that hash. @throws Problem (model) where it cannot be read, `checkpoint_differs`
 * (usage) where it is of another run.
 */
export async function loadCheckpoint(bytes: Uint8Array, run: string, floats: number): Promise<Progress> {
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
  const { train, refit } = file.facts;
  return { train: state("train", train), refit: refit === null ? null : state("refit", refit) };
}

function factsOf({ history, folds, best }: TrainState): z.infer<typeof stateSchema> {
  const orNull = (value: number) => (Number.isFinite(value) ? value : null);
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
  const tensor = (part: string, values: Float32Array) => ({ name: `${name}.${part}`, shape: [values.length], values });
  return [
    ...folds.map(({ weights }, f) => tensor(`folds.${f}`, weights)),
    tensor("best", best.weights),
    ...best.others.map((weights, f) => tensor(`best.${f + 1}`, weights)),
  ];
}
