// Runs of a policy: settings that are tried, which of them is chosen, and what is still to be run.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** What is tried in a run of its own, number 0, which never meets the test days. */
export const CANDIDATES = [0.05, 0.1].map((entropy) => ({ rate: 0.01, discount: 0.7, entropy }));
const CHOOSING = 0;

const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The candidate whose run costs least on the validation days; null while one has not been run. */
export function chosen(runs) {
  const tried = CANDIDATES.map((settings) =>
    runs.find((one) => one.run === CHOOSING && isSame(one.settings, settings)),
  );
  if (tried.includes(undefined)) return null;
  return tried.reduce((best, one) => (one.validation < best.validation ? one : best)).settings;
}

/** The runs that are reported. */
export const reported = (runs) => {
  const settings = chosen(runs);
  return runs.filter(({ run, settings: own }) => run > CHOOSING && isSame(own, settings));
};

/** What is to be run next for `seeds` reported runs; null when all is there. */
export function nextRun(runs, seeds) {
  const open = CANDIDATES.find(
    (settings) => !runs.some((one) => one.run === CHOOSING && isSame(one.settings, settings)),
  );
  if (open !== undefined) return { run: CHOOSING, settings: open, isTested: false };
  const done = reported(runs).map(({ run }) => run);
  const run = Array.from({ length: seeds }, (_, i) => i + 1).find((number) => !done.includes(number));
  return run === undefined ? null : { run, settings: chosen(runs), isTested: true };
}

/** What decides on a run beside its days. */
const SOURCES = ["forecast-demand.js", "train-policy.js", "world.js"];

/** Stands for all that a run follows from but its settings and number: who changes the world or the learning runs it anew. */
export function markOf(...facts) {
  const texts = SOURCES.map((name) => readFileSync(new URL(name, import.meta.url), "utf8"));
  const hash = createHash("sha256").update(
    JSON.stringify([texts, facts], (_, value) => (ArrayBuffer.isView(value) ? [...value] : value)),
  );
  return hash.digest("hex").slice(0, 12);
}
