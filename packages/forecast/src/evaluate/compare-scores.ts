import type { Score, Verdict } from "../contracts/index.ts";

/** Whether the network is worth its keep. */
export interface Comparison {
  /** The baseline with the lowest RMSE; the first of equals; empty where none has one. */
  readonly bestBaseline: string;
  /** 1 − RMSE of the network / RMSE of the best baseline; NaN where either is unknown; 0 where they are equal; −∞ against a perfect baseline. */
  readonly skill: number;
  readonly verdict: Verdict;
}

/**
 * Compares the network, first in the list, with the baselines after it, by RMSE on the same rows.
 * Within 1 % is a tie. A network without a finite RMSE loses to any baseline that has one.
 */
export function compareScores(scores: readonly Score[]): Comparison {
  const [network, ...baselines] = scores;
  const scored = baselines.filter((score) => Number.isFinite(score.rmse));
  const best = scored.reduce<Score | undefined>(
    (lowest, score) => (lowest === undefined || score.rmse < lowest.rmse ? score : lowest),
    undefined,
  );
  if (network === undefined || best === undefined)
    return { bestBaseline: "", skill: Number.NaN, verdict: "not_scored" };
  const skill = network.rmse === best.rmse ? 0 : 1 - network.rmse / best.rmse;
  return { bestBaseline: best.model, skill, verdict: verdictOf(network.rmse, best.rmse) };
}

/** Products instead of quotients: 99 against 100 is within 1 %, although 1 − 0.99 rounds to a little more than 0.01. */
function verdictOf(network: number, baseline: number): Verdict {
  if (100 * network < 99 * baseline) return "network_wins";
  if (100 * network <= 101 * baseline) return "network_ties";
  return "baseline_wins";
}
