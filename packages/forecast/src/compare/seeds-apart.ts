import { studentBeyond } from "../diagnose/student-t.ts";
import { spreadOf } from "../statistics/index.ts";

/** Share of all cases in which equal means may be held to be apart. */
const LEVEL = 0.05;

/**
 * Whether two mean scores lie farther apart than the seeds scatter: Welch's t, with the degrees of freedom of the smaller sample,
 * which is on the safe side. A rule has one score and no spread. Null where a network was trained with one seed alone: nobody
 * knows then what another would have given.
 */
export function seedsApart(first: Scores, second: Scores): boolean | null {
  const trained = [first, second].filter(({ isRule }) => !isRule);
  if (trained.some(({ scores }) => scores.length < 2)) return null;
  const squares = trained.reduce((sum, { scores }) => {
    const { deviation, count } = spreadOf(scores);
    return sum + (deviation * deviation) / count;
  }, 0);
  const distance = Math.abs(spreadOf(first.scores).mean - spreadOf(second.scores).mean);
  if (squares === 0) return distance > 0;
  const degrees = Math.min(...trained.map(({ scores }) => scores.length)) - 1;
  return studentBeyond(distance / Math.sqrt(squares), degrees) < LEVEL;
}

/** Scores of a model over its seeds. */
export interface Scores {
  /** It has no chance in it. */
  readonly isRule: boolean;
  readonly scores: readonly number[];
}
