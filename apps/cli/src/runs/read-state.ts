import { CHECKPOINT, readInput } from "../adapters/read-input.ts";

/** The JSON of a checkpoint. What is no JSON is no state either; the library says so. */
export async function readState(file: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readInput(file, CHECKPOINT));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
