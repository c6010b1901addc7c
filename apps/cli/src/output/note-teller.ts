import { type Lang, type Note, renderNotes } from "@gatecast/forecast";
import type { Progress } from "./progress.ts";

/** Tells notes above the progress line. Most come while it works, some with the scores: each is told once. */
export function noteTeller(progress: Pick<Progress, "line">, lang: Lang): (notes: readonly Note[]) => void {
  const told = new Set<string>();
  return (notes) => {
    const news = notes.filter((note) => !told.has(JSON.stringify(note)));
    for (const note of news) told.add(JSON.stringify(note));
    for (const text of renderNotes(news, lang)) progress.line(text);
  };
}
