/** A value that a layer hands on, as configurations name it: the layer, which of its calls, and which of its outputs. */
type Source = readonly [layer: string, call: number, output: number];

/**
 * Why a layer of a functional model does more than read what the layer before it hands on; null where it does no more, and
 * for layers of a Sequential model, whose configuration says nothing of it.
 *
 * @param layer its configuration
 * @param before the name of the layer before it; null for the first
 * @param leaves whether its values are handed on by the model, of which only the last layer's are meant to be
 */
export function outOfLine(layer: object, before: string | null, leaves: boolean): string | null {
  const calls: unknown = "inbound_nodes" in layer ? layer.inbound_nodes : undefined;
  if (!Array.isArray(calls)) return null;
  if (leaves) return "a layer whose values leave the model before its end";
  if (calls.length > 1) return `a layer that is used ${calls.length} times`;
  const sources = sourcesIn(calls);
  const [first] = sources;
  if (first === undefined) return before === null ? null : "a second input";
  if (sources.length === 1 && first[0] === before && first[2] === 0) return null;
  const read = sources.map(([from, , output]) => (output === 0 ? `"${from}"` : `state ${output} of "${from}"`));
  return `a layer that reads ${read.join(", ")}, and not just ${before === null ? "the input" : `"${before}"`}`;
}

/** All that some part of a configuration reads. Keras 2 writes `[name, call, output, …]`, Keras 3 the same as `keras_history`. */
export function sourcesIn(part: unknown): Source[] {
  const found: Source[] = [];
  // No recursion: a file may be nested as deep as it likes.
  const left: unknown[] = [part];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== "object" || value === null) continue;
    if (isSource(value)) found.push(value);
    for (const inner of Object.values(value).reverse()) left.push(inner);
  }
  return found;
}

function isSource(value: object): value is Source {
  if (!Array.isArray(value)) return false;
  const [layer, call, output] = value;
  return typeof layer === "string" && typeof call === "number" && typeof output === "number";
}
