import type { Note } from "../contracts/index.ts";
import { formatNumber } from "./format-number.ts";
import type { Catalogue, Lang } from "./words/catalogue.ts";
import { fill } from "./words/fill.ts";
import { modelName } from "./words/model-name.ts";
import type { NoteCode } from "./words/note-code.ts";
import { wordsFor } from "./words/words-for.ts";

/**
 * Notes as sentences; notes that differ only in their model become one that names all those models. Facts that a sentence does not mention follow it in brackets; a code without
 * words, or without the facts that its words need, is shown as it is with all its facts.
 */
export function renderNotes(notes: readonly Note[], lang: Lang): string[] {
  const words = wordsFor(lang);
  return mergeModels(notes).map((note) => renderNote(note, words));
}

/** Every model is scored on the same rows, so what holds for one mostly holds for all. */
function mergeModels(notes: readonly Note[]): Note[] {
  const merged = new Map<string, Note>();
  for (const note of notes) {
    const { model, ...others } = note.facts;
    const key = JSON.stringify([note.code, model === undefined, others]);
    const before = merged.get(key);
    merged.set(key, before && model !== undefined ? alsoFor(before, String(model)) : note);
  }
  return [...merged.values()];
}

function alsoFor(note: Note, model: string): Note {
  const models = String(note.facts.model).split(", ");
  return models.includes(model) ? note : { ...note, facts: { ...note.facts, model: [...models, model].join(", ") } };
}

function renderNote({ code, facts }: Note, words: Catalogue): string {
  const shown = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, showFact(name, fact, words)]));
  const template = Object.hasOwn(words.notes, code) ? words.notes[code as NoteCode] : undefined;
  const needed = [...(template ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  if (template === undefined || needed.some((name) => !Object.hasOwn(shown, name))) {
    return withFacts(code.replaceAll("_", " "), shown);
  }
  return withFacts(
    fill(template, shown),
    Object.fromEntries(Object.entries(shown).filter(([name]) => !needed.includes(name))),
  );
}

function showFact(name: string, fact: string | number, words: Catalogue): string {
  if (typeof fact === "number") return Number.isInteger(fact) ? String(fact) : formatNumber(fact);
  if (name === "reason") return (Object.hasOwn(words.reasons, fact) ? words.reasons[fact] : undefined) ?? fact;
  if (name !== "model") return fact;
  const models = fact.split(", ").map((model) => modelName(model, "", words));
  return models.join(words.betweenItems);
}

function withFacts(text: string, facts: Readonly<Record<string, string>>): string {
  const listed = Object.entries(facts).map(([name, fact]) => `${name.replaceAll("_", " ")}: ${fact}`);
  return listed.length === 0 ? text : `${text} (${listed.join(", ")})`;
}
