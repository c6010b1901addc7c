import type { Catalogue } from "./catalogue.ts";
import { fill } from "./fill.ts";

/** What a band is called, by its level. */
export function bandName({ level }: { readonly level: number }, words: Catalogue): string {
  return fill(words.labels.band, { level });
}

/** A model's name for people: baselines by their words, the network with its cell, anything else as it is. */
export function modelName(model: string, network: string, words: Catalogue): string {
  const baseline = Object.hasOwn(words.models, model) ? words.models[model] : undefined;
  return baseline ?? (model === network ? fill(words.network, { model }) : model.replaceAll("_", " "));
}
