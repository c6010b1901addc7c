import type { ForeignWeights } from "./foreign.ts";
import { isHdf5 } from "./hdf5/hdf5-file.ts";
import { isZip, readKeras } from "./keras/read-keras.ts";
import { readSafetensors, SafetensorsError } from "./safetensors.ts";
import { readTorchState } from "./torch-state.ts";
import { WeightsError } from "./weights-error.ts";

/**
 * Reads a file of weights of another framework, told by its first bytes: what Keras writes (`.keras`, `.h5`), or a `state_dict` of PyTorch as
 * `.safetensors`. Throws a WeightsError that says in one line what is wrong.
 */
export async function readWeights(bytes: Uint8Array): Promise<ForeignWeights> {
  if (isZip(bytes) && !isArchivedPickle(bytes)) return readKeras(bytes);
  if (isHdf5(bytes)) return readKeras(bytes);
  if (isZip(bytes) || isPickle(bytes)) {
    throw new WeightsError("a pickle of PyTorch, which runs code when it is read", {
      found: "a .pt or .pth file",
      needed: "a .safetensors file",
      hint: "In Python: from safetensors.torch import save_file; save_file(model.state_dict(), 'model.safetensors')",
    });
  }
  try {
    return readTorchState(readSafetensors(bytes));
  } catch (error) {
    if (!(error instanceof SafetensorsError)) throw error;
    throw new WeightsError(`none of the formats that can be read: ${error.message}`, {
      needed: "a .keras, .h5 or .safetensors file",
    });
  }
}

/**
 * A pickle begins with 80 and its protocol, 2 to 5. So does the length of a header of 640 bytes, or 896: but in bytes 3 to 7 of any header's
 * that is read there are zeros.
 */
function isPickle(bytes: Uint8Array): boolean {
  const [first, protocol = 0] = bytes;
  const isLength = bytes.length >= 8 && bytes.subarray(3, 8).every((byte) => byte === 0);
  return first === 0x80 && protocol >= 2 && protocol <= 5 && !isLength;
}

/** The first entry of PyTorch's archives is `<name>/data.pkl`. */
function isArchivedPickle(bytes: Uint8Array): boolean {
  const name = new TextDecoder().decode(bytes.subarray(30, 30 + Math.min(200, bytes[26] ?? 0)));
  return name.endsWith("/data.pkl");
}
