import type { Lang, TrialRow, Tuned } from "@gatecast/forecast";
import { wordsFor } from "../words/words-for.ts";
import { csvLine } from "./csv.ts";
import { snakeCase } from "./snake-case.ts";
import { toldFailure } from "./told-failure.ts";

/** Trials that people are shown; the file has them all. */
const SHOWN = 10;

/** Every trial, in the order in which they began. */
export function trialsCsv(trials: readonly TrialRow[]): string {
  const head = "trial,rung,epochs,best_epoch,rmse,ridge,parameters,seconds,failure,settings".split(",");
  const rows = trials.map((row) => [
    ...[row.trial, row.rung, row.epochs, row.bestEpoch, row.rmse ?? "", row.ridge ?? "", row.parameters, row.seconds],
    ...[row.failure?.message ?? "", JSON.stringify(row.settings)],
  ]);
  return [head, ...rows].map(csvLine).join("");
}

/** What a search adds to the document of a fit. */
export function trialRows({ trials, best, ended, seconds }: Tuned): object {
  return { best_trial: best.trial, ended, search_seconds: seconds, trials: snakeCase(trials) };
}

/** The best trials, the best first. */
export function trialsText({ trials, best }: Tuned, lang: Lang): string {
  const words = wordsFor(lang);
  const rank = ({ rmse }: TrialRow): number => rmse ?? Number.POSITIVE_INFINITY;
  const others = trials.filter((row) => row !== best).sort((a, b) => rank(a) - rank(b));
  const shown = [best, ...others].slice(0, SHOWN);
  return [words.trialsHead(trials.length), ...shown.map((row) => `  ${words.trialDone(toldFailure(row, lang))}`)].join(
    "\n",
  );
}
