import { type Lang, type Note, renderNotes } from "@gatecast/forecast";

/** Notes for JSON: their codes and facts, and each in words. */
export function noteRows(notes: readonly Note[], lang: Lang): object[] {
  return notes.map((note) => ({ code: note.code, ...note.facts, text: renderNotes([note], lang).join(" ") }));
}
