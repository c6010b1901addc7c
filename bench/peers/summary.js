// From the times of all rounds to medians and ratios.
import { median } from "../timing.js";

/** How many times faster than these two a training step on air-quality is to be. */
const OTHER_GOALS = { tfjs: 10, jax: 5 };
/** What the geometric mean of all training ratios is to reach. */
export const MEAN_GOAL = 4;

/** The smallest median of several programs of one peer, and the threads it was reached with. */
function best(programs, key) {
  const medians = programs.map(({ rounds }) => ({
    ms: median(rounds.map((round) => round[key])),
    threads: rounds[0].threads,
  }));
  return medians.reduce((a, b) => (b.ms < a.ms ? b : a));
}

/**
 * One row of the table.
 * @param {import("../workloads.js").Workload} workload
 * @param {{ peer: string, rounds: { train_ms: number, predict_ms: number, threads: number }[] }[]} measured
 */
export function rowOf(workload, measured) {
  const of = (peer) => {
    const programs = measured.filter((program) => program.peer === peer);
    if (programs.length === 0) return null;
    return { train: best(programs, "train_ms"), predict: best(programs, "predict_ms") };
  };
  const ours = of("ours");
  const compared = ["torch", "tfjs", "jax"].flatMap((peer) => {
    const theirs = of(peer);
    if (theirs === null) return [];
    const other = workload.name === "air-quality" ? { train: OTHER_GOALS[peer] ?? null, predict: null } : {};
    const goals = peer === "torch" ? workload.goals : { train: null, predict: null, ...other };
    const ratio = (key) => ({ ...theirs[key], ratio: theirs[key].ms / ours[key].ms, goal: goals[key] });
    return [[peer, { train: ratio("train"), predict: ratio("predict") }]];
  });
  return { workload: workload.name, ours, ...Object.fromEntries(compared) };
}

/** The geometric mean of PyTorch's training ratios over the rows that have one; null where none has. */
export function geometricMean(rows) {
  const ratios = rows.flatMap(({ torch }) => (torch === undefined ? [] : [torch.train.ratio]));
  if (ratios.length === 0) return null;
  return {
    ratio: Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length),
    of: ratios.length,
  };
}
