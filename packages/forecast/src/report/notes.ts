import type { Note } from "../contracts/index.ts";
import { formatCount, formatNumber } from "./format-number.ts";
import type { Catalogue, Lang } from "./words/catalogue.ts";
import { factsIn, fill } from "./words/fill.ts";
import { modelName } from "./words/model-name.ts";
import type { NoteCode } from "./words/note-code.ts";
import { timeStep } from "./words/time-step.ts";
import { wordsFor } from "./words/words-for.ts";

/**
 * Notes as sentences; notes that differ only in their model or series become one that names them all. Facts that a sentence does not mention follow it in brackets; a code without
 * words, or without the facts that its words need, is shown as it is with all its facts.
 */
export function renderNotes(notes: readonly Note[], lang: Lang): string[] {
  const words = wordsFor(lang);
  return mergeNames(notes).map((note) => renderNote(note, words));
}

// What holds for one model or series mostly holds for others: each is a name, and names can be listed.
const LISTED = ["model", "series"] as const;

function mergeNames(notes: readonly Note[]): Note[] {
  const merged = new Map<string, { readonly note: Note; readonly listed: string; readonly names: Set<string> }>();
  for (const note of notes) {
    const listed = LISTED.find((name) => typeof note.facts[name] === "string" && note.facts[name] !== "") ?? "";
    const { [listed]: own, ...others } = note.facts;
    const key = JSON.stringify([note.code, listed, others]);
    const group = merged.get(key) ?? { note, listed, names: new Set() };
    merged.set(key, group);
    group.names.add(String(own));
  }
  return [...merged.values()].map(({ note, listed, names }) =>
    listed === "" ? note : { ...note, facts: { ...note.facts, [listed]: [...names].join(", ") } },
  );
}

function renderNote({ code, facts }: Note, words: Catalogue): string {
  const shown = Object.fromEntries(
    Object.entries(facts)
      // A series of no name: it is not a matter of one.
      .filter(([name, fact]) => !(name === "series" && fact === ""))
      .map(([name, fact]) => [name, showFact(name, fact, words)]),
  );
  const template = Object.hasOwn(words.notes, code) ? words.notes[code as NoteCode] : undefined;
  const needed = factsIn(template ?? "");
  if (template === undefined || needed.some((name) => !Object.hasOwn(shown, name))) {
    return withFacts(code.replaceAll("_", " "), shown, words);
  }
  // A fact that is empty, such as a calendar that was not chosen, is none.
  const others = Object.entries(shown).filter(([name, fact]) => fact !== "" && !needed.includes(name));
  return withFacts(fill(template, shown), Object.fromEntries(others), words);
}

function showFact(name: string, fact: string | number, words: Catalogue): string {
  if (typeof fact === "number") return Number.isInteger(fact) ? formatCount(fact) : formatNumber(fact);
  const { ways, kinds } = words.cleaning;
  switch (name) {
    case "reason":
      return wordOr(words.reasons, fact);
    case "message":
      return words.whyRefused(fact);
    case "by":
    case "replace":
    case "keep":
    case "as":
      return wordOr(ways, fact);
    case "step":
      return timeStep(wordOr(kinds, fact), words);
    case "steps":
      return eachOf(fact, (kind) => wordOr(kinds, kind), words);
    case "preparation":
    case "normalisation":
    case "calendar":
      return eachOf(fact, (choice) => choiceWord(choice, words), words);
    case "column":
      return fact === "" ? words.inspection.wholeTable : fact;
    case "model":
      return eachOf(fact, (model) => modelName(model, "", words), words);
    case "series":
      return eachOf(fact, (series) => series, words);
    default:
      return fact;
  }
}

/** `difference 12` is a step and its lag. */
function choiceWord(choice: string, { choices }: Catalogue): string {
  const [kind = "", lag] = choice.split(" ");
  const word = wordOr(choices, kind);
  return lag === undefined || word === kind ? choice.replace(kind, word) : fill(word, { lag });
}

const wordOr = (known: Readonly<Record<string, string>>, name: string): string =>
  (Object.hasOwn(known, name) ? known[name] : undefined) ?? name;

const eachOf = (listed: string, word: (name: string) => string, words: Catalogue): string =>
  listed.split(", ").map(word).join(words.betweenItems);

function withFacts(text: string, facts: Readonly<Record<string, string>>, words: Catalogue): string {
  const names = words.inspection.facts;
  const listed = Object.entries(facts).map(([name, fact]) =>
    fill(words.named, { name: wordOr(names, name).replaceAll("_", " "), text: fact }),
  );
  return listed.length === 0 ? text : text + fill(words.inBrackets, { text: listed.join(words.betweenItems) });
}
