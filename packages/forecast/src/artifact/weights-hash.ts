import type { Parameters } from "@gatecast/engine";
import { sha256 } from "./sha256.ts";

/** SHA-256 over all weights in order, as little-endian float32 without padding: equal hashes are equal weights. */
export async function weightsHash(parameters: Parameters): Promise<string> {
  const arrays = parameters.all.map(({ name }) => parameters.read(name));
  const bytes = new Uint8Array(4 * arrays.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const values of arrays) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return sha256(bytes);
}
