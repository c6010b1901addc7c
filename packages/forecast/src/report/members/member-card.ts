import type { Cell } from "@gatecast/engine";
import {
  asPolynomial,
  cellFor,
  type Member,
  memberFormula,
  memberOf,
  SIZE_STEPS,
  stepCost,
  weightsOf,
} from "@gatecast/nn";
import { failureOfCell, ownEquations } from "../../fit/own-equations.ts";
import { requireOwnName } from "../../fit/own-name.ts";
import type { Lang } from "../words/catalogue.ts";
import { memberWords } from "./member-words.ts";
import { signsIn } from "./signs-in.ts";

/** The layer whose sizes are given in numbers. */
export const SHOWN_SIZE = { features: 4, units: 32 } as const;

/** A count for F columns and H units: as a sum where it is one, and for the shown size. */
export interface MemberSize {
  readonly formula: string | null;
  readonly count: number;
}

/** What is known of a member of the family, in one language; texts are null for a cell of one's own. */
export interface MemberCard {
  readonly name: string;
  readonly summary: string | null;
  readonly changes: string | null;
  readonly use: string | null;
  readonly source: string;
  /** Made of equations that are compiled; false where it is composed of operations. */
  readonly compiled: boolean;
  readonly formula: readonly string[];
  /** What a reader may not know of the signs in it, a sentence each. */
  readonly signs: readonly string[];
  /** Names in the equations of H numbers each: learnt, and not learnt. */
  readonly vectors: readonly string[];
  readonly fixed: readonly string[];
  readonly size: typeof SHOWN_SIZE;
  readonly weights: MemberSize;
  /** Of one step of one row; null where nothing is compiled. */
  readonly multiplications: MemberSize | null;
  /** σ, tanh and their like, in the same sense. */
  readonly functions: MemberSize | null;
}

/** Describes a member: words, equations, source, and what it costs. */
export async function memberCard(member: Member, { lang }: { readonly lang: Lang }): Promise<MemberCard> {
  const words = memberWords(member.name, { lang });
  const cell = cellFor(member, SIZE_STEPS);
  const formula = await memberFormula(member);
  const sized = (count: (features: number, units: number) => number): MemberSize => ({
    formula: asPolynomial(count),
    count: count(SHOWN_SIZE.features, SHOWN_SIZE.units),
  });
  return {
    name: member.name,
    summary: words?.line ?? null,
    changes: words?.changes ?? null,
    use: words?.use ?? null,
    source: words?.source ?? member.source,
    compiled: cell !== null,
    formula,
    signs: signsIn(formula, { lang, given: cell?.gates.some(({ connection }) => connection !== null) ?? false }),
    vectors: cell?.vectors ?? [],
    fixed: cell?.fixed.map(({ name: own }) => own) ?? [],
    size: SHOWN_SIZE,
    weights: sized((features, units) => weightsOf(member, features, units)),
    multiplications: cell && sized((features, units) => stepCost(cell, features, units).multiplications),
    functions: cell && sized((features, units) => stepCost(cell, features, units).functions),
  };
}

/**
 * Describes a cell of one's own: equations and what it costs, without words.
 * @throws Problem (usage) as `fit` does: `option_conflict` for a name that is taken, `cell_impossible` for what its layers cannot be
 */
export async function ownCard(
  cell: Cell,
  { lang, option }: { readonly lang: Lang; readonly option: string },
): Promise<MemberCard> {
  requireOwnName(cell.name, option);
  ownEquations(cell, [SHOWN_SIZE.units], option);
  try {
    return await memberCard(memberOf(cell), { lang });
  } catch (error) {
    throw failureOfCell(cell, error, option);
  }
}
