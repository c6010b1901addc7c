import { formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import type { StepWording } from "../words/cleaning-words.ts";
import { factsIn, fill } from "../words/fill.ts";
import { timeStep } from "../words/time-step.ts";

/** A cleaning step, or another repair that a configuration names; plain JSON. */
export type StepFacts = Readonly<Record<string, unknown>>;

/**
 * A step as a short phrase: `fill by the last known value (columns: pm2.5)`. Settings that the phrase does not mention follow
 * in brackets; a kind without words is shown as it is.
 */
export function describeStep(step: StepFacts, words: Catalogue): string {
  if (typeof step.leave_out === "string") return phrase("leave_out", step, words, []);
  if (isRecord(step.table)) return withSettings(words.cleaning.steps.table, Object.entries(step.table), words);
  const kind = typeof step.kind === "string" ? step.kind : "";
  // `fill` by `mode`, `duplicates` keep `first`: the way belongs to the phrase.
  for (const way of ["by", "keep", "as"]) {
    const wording = `${kind}_${String(step[way])}`;
    if (isWording(wording, words)) return phrase(wording, step, words, ["kind", way]);
  }
  if (isWording(kind, words)) return phrase(kind, step, words, ["kind"]);
  return withSettings(
    kind.replaceAll("_", " "),
    Object.entries(step).filter(([name]) => name !== "kind"),
    words,
  );
}

function phrase(wording: StepWording, step: StepFacts, words: Catalogue, said: readonly string[]): string {
  const template = words.cleaning.steps[wording];
  const mentioned = factsIn(template);
  const shown = Object.fromEntries(Object.entries(step).map(([name, setting]) => [name, show(setting, words)]));
  const others = Object.entries(step).filter(([name]) => !mentioned.includes(name) && !said.includes(name));
  return withSettings(fill(template, shown), others, words);
}

function withSettings(text: string, settings: readonly (readonly [string, unknown])[], words: Catalogue): string {
  const names = words.cleaning.settings;
  const listed = settings
    .filter(([, setting]) => setting !== undefined)
    .map(([name, setting]) =>
      fill(words.named, {
        name: (Object.hasOwn(names, name) ? names[name] : undefined) ?? name,
        text: show(setting, words),
      }),
    );
  return listed.length === 0 ? text : text + fill(words.inBrackets, { text: listed.join(words.betweenItems) });
}

// Columns beyond these say no more than their number would.
const NAMED = 6;

function show(setting: unknown, words: Catalogue): string {
  if (Array.isArray(setting)) {
    const items = setting.slice(0, NAMED).map((item) => show(item, words));
    return items.join(words.betweenItems) + (setting.length > NAMED ? " …" : "");
  }
  if (typeof setting === "number") return Number.isInteger(setting) ? String(setting) : formatNumber(setting);
  if (typeof setting !== "string") return JSON.stringify(setting) ?? "";
  return (
    (Object.hasOwn(words.cleaning.ways, setting) ? words.cleaning.ways[setting] : undefined) ?? timeStep(setting, words)
  );
}

const isWording = (name: string, words: Catalogue): name is StepWording => Object.hasOwn(words.cleaning.steps, name);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
