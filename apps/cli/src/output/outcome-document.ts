import { type Lang, type Outcome, verdictSentence } from "@gatecast/forecast";
import { noteRows } from "./note-rows.ts";
import { scoreRows } from "./score-rows.ts";

/** The one document that `fit --json` and `demo --json` print. */
export function outcomeDocument(
  command: string,
  outcome: Outcome,
  files: Readonly<Record<string, string | readonly string[]>>,
  lang: Lang,
): object {
  return {
    command,
    target: outcome.target,
    unique_id: outcome.frame.id,
    seed: outcome.seed,
    lookback: outcome.lookback,
    horizon: outcome.horizon,
    season: outcome.season,
    rows: outcome.rows,
    scores: scoreRows(outcome.scores),
    best_baseline: outcome.bestBaseline,
    skill: outcome.skill,
    verdict: verdictSentence(outcome, lang),
    verdict_code: outcome.verdict,
    epochs: epochsTrained(outcome),
    best_epoch: outcome.bestEpoch,
    seconds: outcome.seconds,
    parameters: outcome.parameters,
    weights_sha256: outcome.weightsSha256,
    files,
    notes: noteRows(outcome.notes, lang),
    configuration: outcome.configuration,
  };
}

/** Passes over the rows in all, refit included; epoch 0 is the network before its first step. */
export function epochsTrained({ history }: Pick<Outcome, "history">): number {
  return history.filter(({ epoch }) => epoch > 0).length;
}
