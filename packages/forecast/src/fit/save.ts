import type { StoredTensor } from "@gatecast/nn";
import { z } from "zod";
import { writeModelFile } from "../artifact/index.ts";
import type { ForecasterParts } from "./forecaster-parts.ts";
import type { ModelFacts } from "./model-facts.ts";
import { networkFields } from "./network-schema.ts";
import { readingSchema } from "./reading.ts";
import { runSelfTest, selfTestInputs } from "./self-test.ts";

/** Fitted simple baselines by name. */
type FittedFacts = Omit<ModelFacts["baselines"], "ridge">;

/** The bytes of a model file: facts, weights, ridge, the last window and a self-test. */
export function saveForecaster(parts: ForecasterParts): Promise<Uint8Array<ArrayBuffer>> {
  const { network, task, last, ridge, description } = parts;
  const inputs = selfTestInputs(network);
  const { steps, features, extras, outputs } = network.spec;
  const weights: StoredTensor[] = network.parameters.all.map(({ name, value }) => ({
    name: `network.${name}`,
    shape: value.shape,
    values: network.parameters.read(name),
  }));
  const rows = last.time.length;
  const history = new Float64Array(last.columns.length * rows);
  last.columns.forEach(({ values }, c) => {
    history.set(values, c * rows);
  });
  const tensors: StoredTensor[] = [
    ...weights,
    { name: "ridge.weight", shape: [ridge.weight.length / task.horizon, task.horizon], values: ridge.weight },
    { name: "ridge.bias", shape: [task.horizon], values: ridge.bias },
    { name: "history", shape: [last.columns.length, rows], values: history },
    { name: "self_test.input", shape: [steps, features], values: inputs.input },
    { name: "self_test.extras", shape: [extras], values: inputs.extras },
    { name: "self_test.output", shape: [outputs], values: runSelfTest(network, inputs) },
  ];
  const { configuration } = description;
  const facts: ModelFacts = {
    task: factsOf(task),
    preparation: parts.preparation,
    network: z.object(networkFields).parse(configuration),
    series: { id: last.id, time_name: last.timeName, time: last.time },
    season: parts.season,
    baselines: {
      ...(Object.fromEntries(parts.baselines.map(({ name, fitted }) => [name, fitted])) as FittedFacts),
      ridge: { strength: Number(configuration.ridge_strength) },
    },
    seasonal_scale: numberOrNull(parts.seasonalScale),
    fitted_until: parts.fittedUntil,
    seed: description.seed,
    parameters: description.parameters,
    weights_sha256: description.weightsSha256,
    scored: description.scored === null ? null : mapValues(description.scored, numberOrNull),
    reading: description.reading === null ? null : readingSchema.parse(description.reading),
    configuration,
  };
  return writeModelFile("model", facts, tensors);
}

function factsOf({ holidays, ...task }: ForecasterParts["task"]): ModelFacts["task"] {
  return {
    ...{ ...task, past: [...task.past], future: [...task.future], calendar: [...task.calendar] },
    ...(holidays === undefined ? {} : { holidays: { ...holidays, days: [...holidays.days] } }),
  };
}

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

function mapValues<K extends string, A, B>(record: Readonly<Record<K, A>>, change: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, change(value)])) as Record<K, B>;
}
