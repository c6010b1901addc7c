import type { InputKind } from "../../explain/index.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";

/** How an input is called: a column by its name, the calendar by its words. */
export function inputName(
  { kind, name }: { readonly kind: InputKind; readonly name: string },
  words: Catalogue,
): string {
  const isFeature = kind === "calendar" && Object.hasOwn(words.choices, name);
  return fill(words.explanation.inputs[kind], { name: isFeature ? words.choices[name]! : name });
}

/** `+12.3`, `-4.5`: a number that moves another. */
export function signed(text: string): string {
  if (text === "0" || text === "–") return text;
  return text.startsWith("-") ? text : `+${text}`;
}
