import { NotExpressible, networkAsTorch, type StoredTensor, writeSafetensors } from "@gatecast/nn";
import { notExported, openSaved, type SavedNetwork } from "./saved-network.ts";

/**
 * A model file's network as a `state_dict` of PyTorch in a safetensors file: recurrent layers `layers.0` …, dense ones, `head`, and the
 * `linear` path. What is not weights stands in the metadata `gatecast` as JSON: the columns, the preparation with its numbers, and
 * the configuration of the network.
 * @throws Problem of kind `model` as `loadModel` does; `panel_not_exported`, `not_expressible` (usage), which names the part.
 */
export async function exportTorch(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const saved = await openSaved(bytes);
  const { task, preparation, network, weights_sha256 } = saved.file.facts;
  const gatecast = JSON.stringify({ task, preparation, network, weights_sha256 });
  return writeSafetensors({ metadata: { format: "pt", gatecast }, tensors: tensorsOf(saved) });
}

function tensorsOf({ spec, read }: SavedNetwork): StoredTensor[] {
  try {
    return networkAsTorch(spec, read);
  } catch (error) {
    throw error instanceof NotExpressible ? notExported(error, "PyTorch") : error;
  }
}
