import type { GateLayer, GateValues } from "../../explain/index.ts";
import { quantile } from "../../statistics/index.ts";
import { formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";

/** How a layer is called, with its direction where it reads windows back. */
export function layerName(
  { layer, reverse }: Pick<GateLayer, "layer" | "reverse">,
  { explanation }: Catalogue,
): string {
  return fill(reverse ? explanation.layerBackward : explanation.layer, { layer });
}

/** How a gate or a state is called. */
export function gateName({ name, kind }: Pick<GateValues, "name" | "kind">, { explanation }: Catalogue): string {
  return fill(kind === "gate" ? explanation.gateNamed : explanation.stateNamed, { name });
}

/** What the units of a gate said at one step: their mean, and what lies between a tenth and nine tenths of them. */
export interface UnitsAt {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The same at every step, `[T]`. */
export function unitsOverTime({ values }: GateValues, { units, steps }: GateLayer): UnitsAt[] {
  return Array.from({ length: steps }, (_, t) => {
    const own = values.slice(t * units, (t + 1) * units).sort();
    return {
      mean: own.reduce((sum, value) => sum + value / units, 0),
      low: quantile(own, 0.1),
      high: quantile(own, 0.9),
    };
  });
}

/** One unit's values, `[T]`; units count from 1. */
export function unitOverTime({ values }: GateValues, { units, steps }: GateLayer, unit: number): Float64Array {
  return Float64Array.from({ length: steps }, (_, t) => values[t * units + unit - 1]!);
}

/** Names over the columns of `gateRows`. */
export function gateHead({ explanation: { labels } }: Catalogue): string[] {
  return [labels.gate, labels.mean, labels.least, labels.most, labels.atOrigin];
}

/** Gates and states in numbers: over all units and rows of the window, or over the rows of one unit. */
export function gateRows(layers: readonly GateLayer[], unit: number | null, words: Catalogue): string[][] {
  return layers.flatMap((layer) =>
    layer.gates.map((gate) => {
      const shown = unit === null ? gate.values : unitOverTime(gate, layer, unit);
      const mean = (some: Float64Array) => some.reduce((sum, value) => sum + value / some.length, 0);
      // The way back ends at the first row: it is there that it has seen everything.
      const per = shown.length / layer.steps;
      const end = layer.reverse ? shown.slice(0, per) : shown.slice(-per);
      const numbers = [mean(shown), Math.min(...shown), Math.max(...shown), mean(end)];
      const names = [...(layers.length > 1 ? [layerName(layer, words)] : []), gateName(gate, words)];
      return [names.join(words.betweenItems), ...numbers.map(formatNumber)];
    }),
  );
}
