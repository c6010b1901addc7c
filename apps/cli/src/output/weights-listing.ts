import { basename, resolve } from "node:path";
import { type ListedLayer, textTable, type WeightsListing } from "@gatecast/forecast";
import type { Words } from "../words/catalogue.ts";
import { snakeCase } from "./snake-case.ts";

/** The one document that `weights --json` prints. */
export function weightsDocument(file: string, listing: WeightsListing): object {
  const { format, isOrdered, parameters, layers } = listing;
  return {
    command: "weights",
    file: resolve(file),
    ...{ format, ordered: isOrdered, parameters },
    layers: snakeCase(layers),
  };
}

/** A table of the layers, in so many columns of a terminal, and what is to be said of some of them. */
export function weightsText(
  file: string,
  { format, isOrdered, parameters, layers }: WeightsListing,
  words: Words,
  width?: number,
): string {
  const { weights } = words;
  const number = (value: number | null): string => (value === null ? "–" : String(value));
  const rows = layers.map((layer) => [
    layer.name,
    kindOf(layer, words),
    layer.gateOrder ?? "–",
    ...[layer.inputs, layer.units, layer.directions].map(number),
    layer.arrays.map(({ shape }) => `[${shape.join(", ")}]`).join(" "),
  ]);
  const strange = layers.flatMap(({ name, reason }) => (reason === null ? [] : [weights.noCounterpart(name, reason)]));
  return [
    weights.title(basename(file), weights.formats[format], parameters),
    ...textTable({ head: weights.head, rows, right: [3, 4, 5], ...(width === undefined ? {} : { width }) }),
    ...(isOrdered ? [] : [weights.unordered]),
    ...strange,
  ].join("\n");
}

function kindOf({ kind, cell, activation, output }: ListedLayer, { weights }: Words): string {
  const nameOf = (name: string): string => (name === "linear" ? weights.linear : name);
  if (kind === "recurrent") return output === null ? `${cell}` : weights.both(`${cell}`, weights.output[output]);
  if (kind === "dense") return activation === null ? weights.dense : weights.both(weights.dense, nameOf(activation));
  return weights.other;
}
