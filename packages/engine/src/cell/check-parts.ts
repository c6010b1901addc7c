import type { CellDefinition } from "./define.ts";
import { inWords } from "./in-words.ts";

/** What a value should be, in words, and whether it is. */
type Kind = readonly [string, (value: unknown) => boolean];

const isFunction = (value: unknown): boolean => typeof value === "function";
const TEXT: Kind = ["a text", (value) => typeof value === "string"];
const TEXTS: Kind = [
  "a list of names",
  (value) => Array.isArray(value) && value.every((one) => typeof one === "string"),
];
const BY_NAME: Kind = [
  "an object, by name",
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
];
const EQUATION: Kind = ["a function of gates, states and others", isFunction];
const PER_UNIT: Kind = ["a function that gives a number for each unit: (unit, units) => number", isFunction];
const CONNECTION: Kind = ["a function: (from, to, units) => number, or null where the weight is learnt", isFunction];
const NUMBER: Kind = ["a number", Number.isFinite];
const START: Kind = [
  "a number, or a function that gives one for each unit: (unit, units) => number",
  (value) => Number.isFinite(value) || isFunction(value),
];

type Part = keyof CellDefinition;
const PARTS: Readonly<Record<Part, Kind>> = {
  ...{ name: TEXT, source: TEXT, states: TEXTS, gates: BY_NAME, vectors: TEXTS, fixed: BY_NAME, given: TEXTS },
  ...{ connections: BY_NAME, unbiased: TEXTS, between: BY_NAME, step: EQUATION, starts: BY_NAME },
};
const NEEDED: readonly Part[] = ["name", "source", "states", "gates", "step"];
const STARTS = { biases: START, vectors: START, states: NUMBER };

/**
 * Whether a definition has the parts that there are, each of the kind that it should be, as types alone would tell who writes
 * TypeScript. Throws a RangeError that names the part.
 */
export function checkParts(definition: Readonly<Partial<Record<Part, unknown>>>): void {
  const fail = (message: string): never => {
    throw new RangeError(`cell "${String(definition.name)}": ${message}`);
  };
  const check = (place: string, value: unknown, [needed, holds]: Kind) => {
    if (!holds(value)) fail(`${place} is ${inWords(value)}; it takes ${needed}`);
  };
  const checkKnown = (place: string, value: object, known: object) => {
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(known, key));
    if (unknown === undefined) return;
    fail(`"${unknown}" is no part of ${place}; there are ${Object.keys(known).join(", ")}`);
  };
  const checkEach = (place: string, values: unknown, kind: Kind) => {
    for (const [name, value] of Object.entries(values ?? {})) check(`${place} "${name}"`, value, kind);
  };
  checkKnown("a definition", definition, PARTS);
  for (const [part, kind] of Object.entries(PARTS) as [Part, Kind][]) {
    if (definition[part] !== undefined || NEEDED.includes(part)) check(part, definition[part], kind);
  }
  checkEach("gate", definition.gates, ['what it is made of, such as "x + h"', TEXT[1]]);
  checkEach("fixed", definition.fixed, PER_UNIT);
  checkEach("connections of gate", definition.connections, CONNECTION);
  checkEach("between", definition.between, EQUATION);
  checkKnown("starts", definition.starts ?? {}, STARTS);
  for (const [part, values] of Object.entries(definition.starts ?? {})) {
    check(`starts.${part}`, values, BY_NAME);
    checkEach(`starts.${part}`, values, STARTS[part as keyof typeof STARTS]);
  }
}
