import { Engine, EngineMemoryError } from "@gatecast/engine";
import { broken, type ModelFile, readModelFile } from "../artifact/index.ts";
import type { Frame } from "../contracts/index.ts";
import { climatology, drift, persistence, seasonalNaive, withFitted } from "../models/index.ts";
import { readBandFile, withMarks } from "./band/band-file.ts";
import { Forecaster } from "./forecaster.ts";
import { checkNetwork, doubles, loadNetwork, metricsFrom, ridgeRows } from "./load-network.ts";
import type { ForecastModel } from "./model.ts";
import { type ModelFacts, modelFactsSchema, timeAxisOf } from "./model-facts.ts";

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
  checkNetwork(file);
  const ridge = {
    weight: doubles(file, "ridge.weight", [ridgeRows(facts), task.horizon]),
    bias: doubles(file, "ridge.bias", [task.horizon]),
  };
  const last = lastFrame(facts, file);
  const pastErrors = readBandFile(file);
  const engine = await Engine.create();
  try {
    const network = await loadNetwork(engine, file);
    return new Forecaster({
      engine,
      network,
      task,
      preparation: facts.preparation,
      windowAs: options.window_as,
      ridge,
      pastErrors,
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
        scored: metricsFrom(facts.scored),
      },
    });
  } catch (error) {
    engine.close();
    if (error instanceof EngineMemoryError) throw broken("model", "a network that does not fit any memory");
    throw error;
  }
}

function lastFrame(facts: ModelFacts, file: ModelFile<ModelFacts>): Frame {
  const { id, time_name: timeName, time } = facts.series;
  const names = [facts.task.target, ...facts.task.past, ...facts.task.future];
  const history = doubles(file, "history", [names.length, time.length]);
  const columns = names.map((name, c) => ({ name, values: history.slice(c * time.length, (c + 1) * time.length) }));
  return { id, timeName, time: timeAxisOf(time), columns: withMarks(file, columns, 0, time.length) };
}
