// What a study runs, in which order, and what it makes of it.
import { fingerprint } from "./record.js";

/** Learning rates that are tried, for every member and task. */
export const RATES = [0.01, 0.003];

/** The run by which a rate is chosen; it is not reported. */
const CHOOSING = 0;

/** Members and tasks that are asked for and can be, with the runs that are there of each pair. */
export async function pairsOf(pairs, recorded) {
  const marked = [];
  for (const { member, task, depth } of pairs) {
    const mark = await fingerprint(member, task, depth);
    if (mark === null) continue;
    const runs = recorded.filter((run) => run.member === member.name && run.task === task.name && run.mark === mark);
    marked.push({ member, task, depth, mark, runs });
  }
  return marked;
}

const found = ({ runs }, rate, run) => runs.find((one) => one.rate === rate && one.run === run);

/** Fewer updates to half of the limit, or where none gets there the smaller error on the validation windows. */
export function chosenRate(pair) {
  const runs = RATES.map((rate) => found(pair, rate, CHOOSING));
  if (runs.includes(undefined)) return null;
  const { task } = pair;
  const rank = ({ validation, steps }) => (validation <= task.limit / 2 ? [0, steps] : [1, validation]);
  const [best] = runs.sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x[0] - y[0] || x[1] - y[1];
  });
  return best.rate;
}

/** What is still to be run for `seeds` reported runs, each run of all pairs before the next one of any. */
export function* openRuns(pairs, seeds) {
  const isOpen = (pair, rate, run) => found(pair, rate, run) === undefined;
  for (const rate of RATES) {
    for (const pair of pairs) if (isOpen(pair, rate, CHOOSING)) yield { pair, rate, run: CHOOSING };
  }
  for (let run = CHOOSING + 1; run <= seeds; run++) {
    for (const pair of pairs) {
      const rate = chosenRate(pair);
      if (isOpen(pair, rate, run)) yield { pair, rate, run };
    }
  }
}

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Standard deviation of a sample; NaN of fewer than two values. */
export const deviation = (values) => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
};

/** The reported runs of a pair in numbers; null while there are none. */
export function summaryOf(pair) {
  const rate = chosenRate(pair);
  const runs = pair.runs.filter((one) => one.rate === rate && one.run > CHOOSING);
  if (rate === null || runs.length === 0) return null;
  const of = (name) => runs.map((run) => run[name]);
  return {
    ...{ member: pair.member.name, task: pair.task.name, layers: pair.depth, parameters: runs[0].parameters, rate },
    // What is around a cell says itself from where it reads.
    bothEnds: pair.task.directions === 2 && pair.member.around === undefined,
    ...{ seeds: runs.length, solved: runs.filter(({ solved }) => solved).length },
    ...{ miss: mean(of("miss")), miss_sd: deviation(of("miss")), worst: Math.max(...of("miss")) },
    ...{ steps: mean(of("steps")), seconds: mean(of("seconds")) },
  };
}
