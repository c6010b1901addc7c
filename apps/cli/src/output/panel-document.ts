import { type Lang, type PanelOutcome, type PanelScores, panelVerdictSentence } from "@gatecast/forecast";
import { noteRows } from "./note-rows.ts";
import { epochsTrained } from "./outcome-document.ts";
import { scoreRows } from "./score-rows.ts";

/** The document of `fit --json` over many series: its keys for one series, and what a panel adds. */
export function panelDocument(
  command: string,
  outcome: PanelOutcome,
  files: Readonly<Record<string, string | readonly string[]>>,
  lang: Lang,
): object {
  return {
    command,
    target: outcome.target,
    // The series are in the files: there is no single one.
    unique_id: null,
    series: outcome.series,
    seed: outcome.seed,
    lookback: outcome.lookback,
    horizon: outcome.horizon,
    season: outcome.season,
    rows: outcome.rows,
    ...panelScores(outcome, outcome.model, lang),
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

/** How the models of a panel scored, for `fit` and `evaluate`. */
export function panelScores(scores: PanelScores, model: string, lang: Lang): object {
  return {
    scores: scoreRows(scores.scores),
    best_baseline: scores.bestBaseline,
    skill: scores.skill,
    best_baseline_by_mase: scores.bestBaselineByMase,
    skill_by_mase: scores.skillByMase,
    verdict: panelVerdictSentence({ ...scores, model }, lang),
    verdict_code: scores.verdict,
  };
}
