import { type Engine, seed, split } from "@gatecast/engine";
import { FAMILY, Network, type NetworkSpec } from "@gatecast/nn";
import { broken, type ModelFile, tensorOf, weightsHash } from "../artifact/index.ts";
import { type Metrics, Problem } from "../contracts/index.ts";
import { networkSpec } from "../models/index.ts";
import type { ModelFacts } from "./model-facts.ts";
import { runSelfTest } from "./self-test.ts";

/** Units times steps that one window may take: 400 MB of activations. */
const LARGEST_WINDOW = 16_777_216;

/** What a file must say of its network, whatever else it holds. */
export type NetworkFacts = Pick<ModelFacts, "task" | "network" | "seed" | "weights_sha256">;

/**
 * Judges what a file says of its network, before any memory is taken for it.
 * @throws Problem of kind `model`: `model_unreadable`, `cell_unknown`.
 */
export function checkNetwork(file: ModelFile<NetworkFacts>): void {
  const { network: options } = file.facts;
  if (!Object.hasOwn(FAMILY, options.cell) && options.equations?.name !== options.cell) {
    throw new Problem(
      "model",
      "cell_unknown",
      `The model is made of a cell "${options.cell}" that is not known here.`,
      {
        found: options.cell,
        needed: `one of ${Object.keys(FAMILY).join(", ")}`,
        hint: "Use the version of Gatecast that wrote it.",
      },
    );
  }
  const spec = specOf(file.facts);
  // What the self-test will need is known before it is asked for: a hostile file must not make us ask.
  const nodes = options.graph?.weights.length ?? 1;
  const work = spec.steps * (spec.features + nodes * options.units.reduce((sum, units) => sum + units, 0));
  if (work > LARGEST_WINDOW) throw broken("model", `a network that keeps ${work} values of one window`);
  for (const [name, shape] of Object.entries(shapesOf(spec))) tensorOf(file, `network.${name}`, shape);
  tensorOf(file, "self_test.input", [spec.steps, spec.features]);
}

/** The file's network with its weights, once it has given its own recorded answer. Throws `self_test_failed` (model). */
export async function loadNetwork(engine: Engine, file: ModelFile<NetworkFacts>): Promise<Network> {
  const { facts } = file;
  const spec = specOf(facts);
  const network = await Network.create(engine, spec, split(seed(facts.seed), "network"), { initialize: false });
  for (const [name, shape] of Object.entries(shapesOf(spec))) {
    network.parameters.write(name, tensorOf(file, `network.${name}`, shape).values);
  }
  const hash = await weightsHash(network.parameters);
  const answer = runSelfTest(network, {
    input: floats(file, "self_test.input", [spec.steps, spec.features]),
    extras: floats(file, "self_test.extras", [spec.extras]),
  });
  const expected = tensorOf(file, "self_test.output", [spec.outputs]).values;
  if (hash !== facts.weights_sha256 || !answer.every((value, i) => Object.is(value, expected[i]))) {
    throw new Problem("model", "self_test_failed", "The model does not give its own recorded answer.", {
      found: "another answer to the file's self-test",
      needed: "the recorded answer, bit for bit",
      hint: "The file is damaged, or was written by another version: fit again.",
    });
  }
  return network;
}

/** Inputs of the linear map: a window's own columns, without the calendar's, and what is known ahead. */
export function ridgeRows(facts: NetworkFacts): number {
  const { lookback, past, future } = facts.task;
  return lookback * (1 + past.length + future.length) + specOf(facts).extras;
}

/** A tensor of the file as 64-bit floats. */
export function doubles(file: ModelFile<unknown>, name: string, shape: readonly number[]): Float64Array {
  return Float64Array.from(tensorOf(file, name, shape).values);
}

/** Recorded metrics, with NaN where JSON has null. */
export function metricsFrom(scored: ModelFacts["scored"]): Metrics | null {
  if (scored === null) return null;
  return Object.fromEntries(
    Object.entries(scored).map(([key, value]) => [key, value ?? Number.NaN]),
  ) as unknown as Metrics;
}

function specOf({ task, network }: NetworkFacts): NetworkSpec {
  return networkSpec(task, network);
}

function shapesOf(spec: NetworkSpec): Record<string, readonly number[]> {
  try {
    return Network.shapes(spec);
  } catch (error) {
    throw broken("model", error instanceof Error ? error.message : "an impossible network");
  }
}

function floats(file: ModelFile<unknown>, name: string, shape: readonly number[]): Float32Array {
  return Float32Array.from(tensorOf(file, name, shape).values);
}
