import type { Cell } from "@gatecast/engine";
import { z } from "zod";
import { Problem } from "../contracts/index.ts";
import { nearestName } from "../data/index.ts";
import { networkFields } from "../fit/network-schema.ts";
import { WRAPPER_SUFFIXES } from "../fit/wrapper-options.ts";

const share = z.number().gt(0).lt(1);

/** What goes around one cell of a comparison, by the options of `fit` that do it, in the order in which it is written. */
const aroundSchema = z.strictObject({
  /** Steps back to what each recurrent layer goes on from; there are at least as many layers. */
  dilations: networkFields.dilations.unwrap().min(1).optional(),
  directions: z.literal(2).optional(),
  /** Recurrent layers, all of one size; those of the options where absent. */
  layers: z.int().min(1).max(16).optional(),
  residual: z.literal(true).optional(),
  variational: share.optional(),
  sparsity: share.optional(),
});
/** What goes around a cell of a comparison. What is not there is as the options of all cells have it. */
export type Around = Readonly<z.output<typeof aroundSchema>>;
type Key = keyof Around;

/** A cell in a comparison, with what goes around it alone. */
export interface WrappedCell extends Around {
  /** Its name, or one of your own. */
  readonly cell: string | Cell;
}

/** How something around a cell is written behind its name. */
interface Written {
  /** As `gatecast cells` has it. */
  readonly name: string;
  /** What stands behind the colon; null: it takes no value, and stands for `alone`. */
  readonly needed: string | null;
  readonly alone?: unknown;
}
const WRITTEN: Readonly<Record<Key, Written>> = {
  dilations: { name: "dilated", needed: "whole numbers from 1, one for each layer" },
  directions: { name: "bidirectional", needed: null, alone: 2 },
  layers: { name: "stacked", needed: "a number of layers from 1 to 16" },
  residual: { name: "residual-layers", needed: null, alone: true },
  variational: { name: "variational", needed: "a share between 0 and 1" },
  sparsity: { name: "sparse", needed: "a share between 0 and 1" },
};
const KEYS = Object.keys(WRITTEN) as Key[];

/** A text that names flags of `fit`, with what is written around this cell in the place of those that do the same. */
export function asWrittenAround(text: string, around: Around): string {
  return (Object.keys(around) as Key[]).reduce((rest, key) => {
    const written = `+${WRITTEN[key].name}`;
    if (key !== "layers") return rest.replaceAll(`--${key}`, written);
    const sized = rest.replace(
      /--units (\d+(?:,\d+)*)/g,
      (_, sizes: string) => `${written}:${sizes.split(",").length}`,
    );
    return sized.replaceAll("--units", written);
  }, text);
}

/**
 * Reads a cell as it is written in a comparison: a name, or that of a file, and what goes around it, each behind a `+`:
 * `lstm+dilated:1/2/4+residual-layers`.
 * @throws Problem `option_invalid` (usage)
 */
export function readWrapped(text: string): WrappedCell {
  // In the path of a file may stand a + as well.
  const [, cell = text, behind = ""] = /^(.*?)((?:\+[\w-]*(?::[^+]*)?)*)$/.exec(text) ?? [];
  const around: Partial<Record<Key, unknown>> = {};
  for (const part of behind.split("+").slice(1)) {
    const [name, value] = /^([^:]*)(?::(.*))?$/.exec(part)!.slice(1) as [string, string?];
    const key = KEYS.find((one) => WRITTEN[one].name === name);
    if (key === undefined) throw unknown(`+${name}`, Object.values(WRAPPER_SUFFIXES));
    if (key in around) throw refused(key, { found: `+${name} twice`, needed: "it once" }, cell);
    around[key] = written(key, value);
  }
  return { cell, ...readAround(around, cell) };
}

/** What is written behind the colon, for the schema to judge; null where nothing is. */
function written(key: Key, text: string | undefined): unknown {
  const { alone } = WRITTEN[key];
  if (text === undefined) return alone ?? null;
  if (alone !== undefined) return text;
  const numbers = text.split("/").map((one) => (/^(\d+\.?\d*|\.\d+)$/.test(one) ? Number(one) : one));
  return key === "dilations" || numbers.length > 1 ? numbers : numbers[0];
}

/**
 * Judges what goes around a cell.
 * @throws Problem `option_invalid` (usage)
 */
export function readAround(around: object, cell: string): Around {
  const parsed = aroundSchema.safeParse(around);
  if (parsed.success) return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
  const issue = parsed.error.issues[0]!;
  if (issue.code === "unrecognized_keys") throw unknown(issue.keys[0]!, KEYS);
  const key = issue.path[0] as Key;
  const value = (around as Readonly<Partial<Record<Key, unknown>>>)[key];
  const found = value === null ? "no value" : JSON.stringify(value);
  throw refused(key, { found, needed: WRITTEN[key].needed ?? "no value" }, cell);
}

/** A cell's name with what goes around it, always in one order: `lstm+bidirectional+variational:0.2`. */
export function wrappedName(cell: string, around: Around): string {
  const parts = KEYS.filter((key) => around[key] !== undefined).map((key) => {
    const value = around[key];
    const { name, needed } = WRITTEN[key];
    return needed === null ? `+${name}` : `+${name}:${Array.isArray(value) ? value.join("/") : value}`;
  });
  return [cell, ...parts].join("");
}

function unknown(found: string, known: readonly string[]): Problem {
  const near = known.find((one) => found.length > 1 && one.startsWith(found)) ?? nearestName(found, known);
  return new Problem("usage", "option_invalid", `"${found}" is nothing that goes around a cell.`, {
    found,
    needed: `one of ${known.join(", ")}`,
    ...(near === undefined ? {} : { hint: `Did you mean ${near}?` }),
    option: "--cells",
  });
}

function refused(key: Key, what: { readonly found: string; readonly needed: string }, cell: string): Problem {
  const { name } = WRITTEN[key];
  return new Problem("usage", "option_invalid", `+${name} cannot go around "${cell}" like this.`, {
    ...what,
    hint: `Write it as in ${cell}${WRAPPER_SUFFIXES[name]}.`,
    option: "--cells",
  });
}
