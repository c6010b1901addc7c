import type { NetworkSpec, NotExpressible, ReadWeight } from "@gatecast/nn";
import { fileKind, type ModelFile, readModelFile } from "../artifact/index.ts";
import { Problem } from "../contracts/index.ts";
import { checkNetwork } from "../fit/load-network.ts";
import { type ModelFacts, modelFactsSchema } from "../fit/model-facts.ts";
import { networkSpec } from "../models/index.ts";

/** A model file, read and judged, without an engine. */
export interface SavedNetwork {
  readonly file: ModelFile<ModelFacts>;
  readonly spec: NetworkSpec;
  readonly read: ReadWeight;
}

/**
 * Opens a model file for those who only need what is in it.
 * @throws Problem of kind `model` as `loadModel` does; `panel_not_exported` (usage) for a model of several series.
 */
export async function openSaved(bytes: Uint8Array): Promise<SavedNetwork> {
  if (fileKind(bytes) === "panel") throw panel();
  const file = await readModelFile("model", bytes, modelFactsSchema);
  checkNetwork(file);
  const { task, network } = file.facts;
  return {
    file,
    spec: networkSpec(task, network),
    read: (name) => file.tensors.get(`network.${name}`)!.values,
  };
}

/** Each series of a panel is prepared with numbers of its own; a graph has one set of them. */
function panel(): Problem {
  return new Problem("usage", "panel_not_exported", "A model of several series cannot be exported.", {
    found: "a model of several series, each with its own preparation",
    needed: "a model of one series",
    hint: "Fit one series by itself: gatecast fit FILE --series ID.",
  });
}

/** What to do instead, by what asked for the part. */
const INSTEAD: Readonly<Record<NotExpressible["setting"], string>> = {
  cell: "Fit with another --cell, such as lstm or gru.",
  dilation: "Fit without --dilations.",
  residual: "Fit without --residual.",
};

/** A part that the other format has no words for. */
export function notExported({ part, setting }: NotExpressible, format: string): Problem {
  return new Problem("usage", "not_expressible", `${format} cannot express the ${part}.`, {
    found: part,
    needed: `parts that ${format} has operators for`,
    hint: INSTEAD[setting],
  });
}
