import { asPolynomial, type Wrapper, wrapperCost, wrapperFormula, wrapperWeights } from "@gatecast/nn";
import { WRAPPER_OPTIONS, WRAPPER_SUFFIXES } from "../../fit/wrapper-options.ts";
import type { Lang } from "../words/catalogue.ts";
import { type MemberCard, type MemberSize, SHOWN_SIZE } from "./member-card.ts";
import { memberWords } from "./member-words.ts";
import { signsIn } from "./signs-in.ts";

/** What is known of something that can be put around a cell, in one language. Sizes are those of the layers it is shown with. */
export interface WrapperCard extends MemberCard {
  /** What switches it on, as one would type it. */
  readonly option: string;
  /** The same around one cell of a comparison. */
  readonly compared: string;
  /** The layers that it is shown with: `lstm × 2`. */
  readonly layers: string;
}

/** Describes what can be put around a cell: words, the option, equations around an LSTM, source, and what it costs. */
export async function wrapperCard(wrapper: Wrapper, { lang }: { readonly lang: Lang }): Promise<WrapperCard> {
  const { name, layers } = wrapper;
  const words = memberWords(name, { lang });
  const formula = await wrapperFormula(wrapper);
  const sized = (count: (features: number, units: number) => number): MemberSize => ({
    formula: asPolynomial(count),
    count: count(SHOWN_SIZE.features, SHOWN_SIZE.units),
  });
  return {
    name,
    summary: words?.line ?? null,
    changes: words?.changes ?? null,
    use: words?.use ?? null,
    source: words?.source ?? wrapper.source,
    compiled: true,
    formula,
    signs: signsIn(formula, { lang, given: false }),
    ...{ vectors: [], fixed: [], size: SHOWN_SIZE },
    weights: sized((features, units) => wrapperWeights(wrapper, features, units)),
    multiplications: sized((features, units) => wrapperCost(wrapper, features, units).multiplications),
    functions: sized((features, units) => wrapperCost(wrapper, features, units).functions),
    option: WRAPPER_OPTIONS[name]!,
    compared: `${layers[0]!.cell}${WRAPPER_SUFFIXES[name]}`,
    layers: layers.length === 1 ? layers[0]!.cell : `${layers[0]!.cell} × ${layers.length}`,
  };
}
