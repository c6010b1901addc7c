import type { Network, StoredTensor } from "@gatecast/nn";
import { z } from "zod";
import type { Task } from "../contracts/index.ts";
import type { RidgeWeights } from "../models/index.ts";
import type { ModelDescription } from "./model.ts";
import type { ModelFacts } from "./model-facts.ts";
import { networkFields } from "./network-schema.ts";
import { readingSchema } from "./reading.ts";
import { runSelfTest, selfTestInputs } from "./self-test.ts";

/** What models of one series and of many have in common. */
interface Learnt {
  readonly network: Network;
  readonly task: Task;
  readonly ridge: RidgeWeights;
  readonly description: ModelDescription;
}

/** Weights, ridge and a self-test. */
export function networkTensors({ network, task, ridge }: Learnt): StoredTensor[] {
  const inputs = selfTestInputs(network);
  const { steps, features, extras, outputs } = network.spec;
  const weights = network.parameters.all.map(({ name, value }) => ({
    name: `network.${name}`,
    shape: value.shape,
    values: network.parameters.read(name),
  }));
  return [
    ...weights,
    { name: "ridge.weight", shape: [ridge.weight.length / task.horizon, task.horizon], values: ridge.weight },
    { name: "ridge.bias", shape: [task.horizon], values: ridge.bias },
    { name: "self_test.input", shape: [steps, features], values: inputs.input },
    { name: "self_test.extras", shape: [extras], values: inputs.extras },
    { name: "self_test.output", shape: [outputs], values: runSelfTest(network, inputs) },
  ];
}

/** What the network is, where it came from and how it scored. */
export function networkFacts({ task, description }: Learnt) {
  return {
    task: factsOf(task),
    network: z.object(networkFields).parse(description.configuration),
    seed: description.seed,
    parameters: description.parameters,
    weights_sha256: description.weightsSha256,
    scored: description.scored === null ? null : mapValues(description.scored, numberOrNull),
    reading: description.reading === null ? null : readingSchema.parse(description.reading),
    configuration: description.configuration,
  } satisfies Partial<ModelFacts>;
}

function factsOf({ holidays, ...task }: Task): ModelFacts["task"] {
  return {
    ...{ ...task, past: [...task.past], future: [...task.future], calendar: [...task.calendar] },
    ...(holidays === undefined ? {} : { holidays: { ...holidays, days: [...holidays.days] } }),
  };
}

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

function mapValues<K extends string, A, B>(record: Readonly<Record<K, A>>, change: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, change(value)])) as Record<K, B>;
}
