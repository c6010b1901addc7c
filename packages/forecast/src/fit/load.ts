import { Engine, EngineMemoryError, seed } from "@gatecast/engine";
import { CELLS, Network, type NetworkSpec } from "@gatecast/nn";
import { broken, type ModelFile, readModelFile, tensorOf, weightsHash } from "../artifact/index.ts";
import { type Frame, type Metrics, Problem } from "../contracts/index.ts";
import { climatology, drift, networkSpec, persistence, seasonalNaive, withFitted } from "../models/index.ts";
import { Forecaster } from "./forecaster.ts";
import type { ForecastModel } from "./model.ts";
import { type ModelFacts, modelFactsSchema, timeAxisOf } from "./model-facts.ts";
import { runSelfTest } from "./self-test.ts";

/** Units times steps that one window may take: 400 MB of activations. */
const LARGEST_WINDOW = 16_777_216;

/**
 * Opens a model file. Runs no code from it, allocates no more than its own sizes ask for, and tries the network on the
 * file's self-test before it answers. Close the model when done.
 * @throws Problem of kind `model`: `model_unreadable`, `model_altered`, `model_version`, `cell_unknown`,
 *   `self_test_failed`.
 */
export async function loadModel(bytes: Uint8Array): Promise<ForecastModel> {
  const file = await readModelFile("model", bytes, modelFactsSchema);
  const { facts } = file;
  const { task, network: options } = facts;
  if (!Object.hasOwn(CELLS, options.cell)) {
    throw new Problem(
      "model",
      "cell_unknown",
      `The model is made of a cell "${options.cell}" that is not known here.`,
      {
        found: options.cell,
        needed: `one of ${Object.keys(CELLS).join(", ")}`,
        hint: "Use the version of Gatecast that wrote it.",
      },
    );
  }
  const spec = networkSpec(task, options);
  // What the self-test will need is known before it is asked for: a hostile file must not make us ask.
  const work = spec.steps * (spec.features + options.units.reduce((sum, units) => sum + units, 0));
  if (work > LARGEST_WINDOW) throw broken("model", `a network that keeps ${work} values of one window`);
  const shapes = checkShapes(spec, file);
  const ridge = {
    weight: doubles(file, "ridge.weight", [task.lookback * ownColumns(task) + spec.extras, task.horizon]),
    bias: doubles(file, "ridge.bias", [task.horizon]),
  };
  const last = lastFrame(facts, file);
  const engine = await Engine.create();
  try {
    const network = await Network.create(engine, spec, seed(facts.seed), { initialize: false });
    for (const name of Object.keys(shapes)) {
      network.parameters.write(name, tensorOf(file, `network.${name}`, shapes[name]!).values);
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
    return new Forecaster({
      engine,
      network,
      task,
      preparation: facts.preparation,
      windowAs: options.window_as,
      ridge,
      baselines: [
        withFitted(persistence, facts.baselines.persistence),
        withFitted(seasonalNaive, facts.baselines.seasonal_naive),
        withFitted(drift, facts.baselines.drift),
        withFitted(climatology, facts.baselines.climatology),
      ],
      season: facts.season,
      seasonalScale: facts.seasonal_scale ?? Number.NaN,
      last,
      fittedUntil: facts.fitted_until,
      description: {
        ...task,
        season: facts.season,
        cell: options.cell,
        seed: facts.seed,
        parameters: facts.parameters,
        weightsSha256: facts.weights_sha256,
        reading: facts.reading,
        configuration: facts.configuration,
        scored: facts.scored === null ? null : (mapNulls(facts.scored) as unknown as Metrics),
      },
    });
  } catch (error) {
    engine.close();
    if (error instanceof EngineMemoryError) throw broken("model", "a network that does not fit any memory");
    throw error;
  }
}

/** Compares the network's shapes with the file's tensors before any memory is taken for them. */
function checkShapes(spec: NetworkSpec, file: ModelFile<ModelFacts>): Record<string, readonly number[]> {
  let shapes: Record<string, readonly number[]>;
  try {
    shapes = Network.shapes(spec);
  } catch (error) {
    throw broken("model", error instanceof Error ? error.message : "an impossible network");
  }
  for (const [name, shape] of Object.entries(shapes)) tensorOf(file, `network.${name}`, shape);
  tensorOf(file, "self_test.input", [spec.steps, spec.features]);
  return shapes;
}

/** Columns of a window without the calendar's. */
function ownColumns({ past, future }: ModelFacts["task"]): number {
  return 1 + past.length + future.length;
}

function lastFrame(facts: ModelFacts, file: ModelFile<ModelFacts>): Frame {
  const { id, time_name: timeName, time } = facts.series;
  const names = [facts.task.target, ...facts.task.past, ...facts.task.future];
  const history = doubles(file, "history", [names.length, time.length]);
  return {
    id,
    timeName,
    time: timeAxisOf(time),
    columns: names.map((name, c) => ({ name, values: history.slice(c * time.length, (c + 1) * time.length) })),
  };
}

function doubles(file: ModelFile<unknown>, name: string, shape: readonly number[]): Float64Array {
  return Float64Array.from(tensorOf(file, name, shape).values);
}

function floats(file: ModelFile<unknown>, name: string, shape: readonly number[]): Float32Array {
  return Float32Array.from(tensorOf(file, name, shape).values);
}

function mapNulls(record: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, value ?? Number.NaN]));
}
