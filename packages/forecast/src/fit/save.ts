import type { StoredTensor } from "@gatecast/nn";
import { writeModelFile } from "../artifact/index.ts";
import { bandFacts, bandTensors } from "./band/band-file.ts";
import type { ForecasterParts } from "./forecaster-parts.ts";
import type { ModelFacts } from "./model-facts.ts";
import { networkFacts, networkTensors } from "./save-network.ts";

/** Fitted simple baselines by name. */
type FittedFacts = Omit<ModelFacts["baselines"], "ridge">;

/** The bytes of a model file: facts, weights, ridge, the last window and a self-test. */
export function saveForecaster(parts: ForecasterParts): Promise<Uint8Array<ArrayBuffer>> {
  const { last, description, pastErrors } = parts;
  const rows = last.time.length;
  const history = new Float64Array(last.columns.length * rows);
  last.columns.forEach(({ values }, c) => {
    history.set(values, c * rows);
  });
  const tensors: StoredTensor[] = [
    ...networkTensors(parts),
    { name: "history", shape: [last.columns.length, rows], values: history },
    ...bandTensors(pastErrors, [last]),
  ];
  const { configuration } = description;
  const facts: ModelFacts = {
    ...networkFacts(parts),
    preparation: parts.preparation,
    series: { id: last.id, time_name: last.timeName, time: last.time },
    season: parts.season,
    baselines: {
      ...(Object.fromEntries(parts.baselines.map(({ name, fitted }) => [name, fitted])) as FittedFacts),
      ridge: { strength: Number(configuration.ridge_strength) },
    },
    seasonal_scale: numberOrNull(parts.seasonalScale),
    fitted_until: parts.fittedUntil,
    ...bandFacts(pastErrors),
  };
  return writeModelFile("model", facts, tensors);
}

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
