import { byNumber, type ForeignLayer } from "./foreign.ts";
import { WeightsError } from "./weights-error.ts";

/** Modules of a file without an order that are tried in every order. */
const MOST_MODULES = 5;

/** How wide a layer's output is. */
export const widthOf = (layer: ForeignLayer): number =>
  layer.kind === "recurrent" ? layer.units * layer.directions.length : layer.kind === "dense" ? layer.units : 0;

/**
 * Layers of a file that tells no order, in the one order in which each is as wide as the next one reads: recurrent layers before dense
 * ones, those of one name by their numbers. Throws a WeightsError where there is no such order, or more than one.
 */
export function onlyOrder(layers: readonly ForeignLayer[]): ForeignLayer[] {
  const recurrent = modulesOf(layers.filter(({ kind }) => kind === "recurrent"));
  const dense = modulesOf(layers.filter(({ kind }) => kind === "dense"));
  const count = Math.max(recurrent.length, dense.length);
  if (count > MOST_MODULES) throw unordered(`${count} modules of different names`);
  const fits = permutations(recurrent)
    .flatMap((first) => permutations(dense).map((second) => [...first, ...second].flat()))
    .filter(follows);
  const [only, ...others] = fits;
  if (only === undefined) throw unordered("layers that do not follow on each other in any order");
  if (others.length > 0) throw unordered("layers that follow on each other in more than one order");
  return only;
}

/** Layers by their names without numbers, each list by numbers. */
function modulesOf(layers: readonly ForeignLayer[]): ForeignLayer[][] {
  const modules = new Map<string, ForeignLayer[]>();
  for (const layer of layers) {
    const key = layer.name.replace(/[_.]?\d+/g, "");
    modules.set(key, [...(modules.get(key) ?? []), layer]);
  }
  return [...modules.values()].map((own) => own.sort((a, b) => byNumber(a.name, b.name)));
}

function follows(layers: readonly ForeignLayer[]): boolean {
  return layers.every((layer, i) => layer.kind === "other" || i === 0 || layer.features === widthOf(layers[i - 1]!));
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

function unordered(found: string): WeightsError {
  return new WeightsError(`a file that does not tell the order of its layers: ${found}`, {
    found,
    needed: "sizes that leave one order",
    hint: "Save the whole model, in Keras as .keras: its configuration tells the order.",
  });
}
