import { WeightsError } from "../weights-error.ts";

const CONFIG = "config.json";
const WEIGHTS = "model.weights.h5";
/** What a file may unpack to, however small it is packed: more than any configuration. */
const ALWAYS = 64 * 1024 * 1024;
/** Weights hardly compress, and Keras does not try: what claims to grow more than this is no model. */
const MOST_GROWTH = 20;

/** The two files of a `.keras` archive that say what a network is; sizes are judged before anything is unpacked. */
export async function unpackKeras(
  bytes: Uint8Array,
): Promise<{ readonly config: string; readonly weights: Uint8Array }> {
  const { unzipSync } = await import("fflate");
  const found: string[] = [];
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize, size }) => {
        const isKnown = found.includes(name);
        found.push(name);
        if ((name !== CONFIG && name !== WEIGHTS) || isKnown) return false;
        const most = Math.max(ALWAYS, name === WEIGHTS ? MOST_GROWTH * size : 0);
        if (originalSize <= most) return true;
        throw new WeightsError(`a .keras file whose "${name}" unpacks to ${originalSize} bytes`, {
          found: `${originalSize} bytes from ${size}`,
          needed: `at most ${most}`,
        });
      },
    });
  } catch (error) {
    if (error instanceof WeightsError) throw error;
    throw new WeightsError("a damaged ZIP archive", { hint: "Copy it again from where it was written." });
  }
  const [config, weights] = [files[CONFIG], files[WEIGHTS]];
  if (config === undefined || weights === undefined) {
    const missing = config === undefined ? CONFIG : WEIGHTS;
    throw new WeightsError(`a ZIP archive without "${missing}"`, {
      found: found.slice(0, 10).join(", "),
      needed: "a .keras file of one piece",
    });
  }
  return { config: new TextDecoder().decode(config), weights };
}
