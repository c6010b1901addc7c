import { formatTime } from "../../data/index.ts";
import type { Explanation, GateLayer, GateValues } from "../../explain/index.ts";
import { quantile } from "../../statistics/index.ts";
import { formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";

/** How a layer or a part of it is called: the layer where there are several or no parts, the part, and its direction where it walks back. */
export function layerName(
  { layer, part, reverse }: Pick<GateLayer, "layer" | "part" | "reverse">,
  layers: readonly Pick<GateLayer, "layer">[],
  { explanation: say }: Catalogue,
): string {
  const own = part === null ? "" : fill(say.parts[part.kind], { which: part.column ?? part.number ?? "" });
  const isOneOfSeveral = layers.some((other) => other.layer !== layer);
  const name =
    own === "" ? fill(say.layer, { layer }) : isOneOfSeveral ? fill(say.partOfLayer, { layer, part: own }) : own;
  return reverse ? fill(say.backward, { name }) : name;
}

/** How a gate, a state or another value is called. */
export function gateName({ name, kind }: Pick<GateValues, "name" | "kind">, { explanation }: Catalogue): string {
  return fill(explanation.valueKinds[kind], { name });
}

/** What the units of a gate said at one step: their mean, and what lies between a tenth and nine tenths of them. */
export interface UnitsAt {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The same at every step, `[S]`. */
export function unitsOverTime({ values, units }: GateValues): UnitsAt[] {
  return Array.from({ length: values.length / units }, (_, t) => {
    const own = values.slice(t * units, (t + 1) * units).sort();
    return {
      mean: own.reduce((sum, value) => sum + value / units, 0),
      low: quantile(own, 0.1),
      high: quantile(own, 0.9),
    };
  });
}

/** One unit's values, `[S]`; units count from 1. Null where there are not so many. */
export function unitOverTime({ values, units }: GateValues, unit: number): Float64Array | null {
  if (unit > units) return null;
  return Float64Array.from({ length: values.length / units }, (_, t) => values[t * units + unit - 1]!);
}

/** Names over the columns of `gateRows`. */
export function gateHead({ explanation: { labels } }: Catalogue): string[] {
  return [labels.gate, labels.mean, labels.least, labels.most, labels.atEnd];
}

/** Gates, states and values in numbers: over all units and steps, or over the steps of one unit, of those that have it. */
export function gateRows(layers: readonly GateLayer[], unit: number | null, words: Catalogue): string[][] {
  return layers.flatMap((layer) =>
    layer.gates.flatMap((gate) => {
      const shown = unit === null ? gate.values : unitOverTime(gate, unit);
      if (shown === null) return [];
      const mean = (some: Float64Array) => some.reduce((sum, value) => sum + value / some.length, 0);
      // The way back ends at the first row: it is there that it has seen everything.
      const per = shown.length / layer.spans.length;
      const end = layer.reverse ? shown.slice(0, per) : shown.slice(-per);
      const least = shown.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
      const most = shown.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
      const text = gateName(gate, words);
      const name = layers.length > 1 ? fill(words.named, { name: layerName(layer, layers, words), text }) : text;
      return [[name, ...[mean(shown), least, most, mean(end)].map(formatNumber)]];
    }),
  );
}

/** Names over the columns of `partRows`. */
export function partHead({ explanation: { labels } }: Catalogue): string[] {
  return [labels.part, labels.steps, labels.rowsOfStep, labels.firstStep, labels.lastStep];
}

/** Which rows the steps of each part cover; none where each covers one row of the window, from the first to the last. */
export function partRows({ gates: layers, frame, origin, lookback }: Explanation, words: Catalogue): string[][] {
  const isRowByRow = ({ spans }: GateLayer) =>
    coverage({ spans }) === 1 && (spans.length === 1 || spans[0]!.first === origin - lookback + 1);
  if (layers.every((layer) => isRowByRow(layer))) return [];
  const named = ({ first, last }: GateLayer["spans"][number]) => {
    const [from, to] = [formatTime(frame.time, first), formatTime(frame.time, last)];
    return from === to ? from : `${from} – ${to}`;
  };
  return layers.map((layer) => {
    const { spans } = layer;
    const ends = [named(spans[0]!), named(spans.at(-1)!)];
    return [layerName(layer, layers, words), String(spans.length), String(coverage(layer)), ...ends];
  });
}

/** The most rows that a step of a part covers. */
export function coverage({ spans }: Pick<GateLayer, "spans">): number {
  return spans.reduce((most, { first, last }) => Math.max(most, last - first + 1), 0);
}
