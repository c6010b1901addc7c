import { type Lang, listWeights, Problem } from "@gatecast/forecast";
import { localeLanguage } from "../adapters/environment.ts";
import { readInput, WEIGHTS } from "../adapters/read-input.ts";
import { print, terminalColumns } from "../adapters/streams.ts";
import { weightsDocument, weightsText } from "../output/weights-listing.ts";
import { wordsFor } from "../words/words-for.ts";

/** `gatecast weights`, as typed. */
export interface WeightsRun {
  readonly file: string;
  readonly lang?: Lang;
  readonly json?: boolean;
}

/** Shows what a file of weights holds. */
export async function runWeights({ file, lang = localeLanguage(), json }: WeightsRun): Promise<void> {
  const bytes = await readInput(file, WEIGHTS);
  const listing = await listWeights(bytes).catch((error: unknown) => {
    throw error instanceof Problem ? error.with({ file }) : error;
  });
  const text =
    json === true
      ? JSON.stringify(weightsDocument(file, listing), null, 2)
      : weightsText(file, listing, wordsFor(lang), terminalColumns());
  print(`${text}\n`);
}
