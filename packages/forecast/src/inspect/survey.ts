import { type SeriesRows, seriesRows } from "../clean/series-rows.ts";
import type { Table, TableTime } from "../contracts/index.ts";
import { type InferredStep, inferStep } from "../data/infer-step.ts";
import { valuesAt } from "../statistics/index.ts";

/** A table with what all detectors need to know about it. */
export interface Survey {
  readonly table: Table;
  /** Rows of each series in order of time; one entry with an empty name where no column names the series. */
  readonly series: readonly SeriesRows[];
  /** The step that most neighbours keep; undefined where there is no time, or no time follows another. */
  readonly step: InferredStep | undefined;
}

/** Groups the rows by series, puts each in order of time, and finds the step that most of them keep. */
export function survey(table: Table): Survey {
  const series = seriesRows(table);
  return { table, series, step: table.time && commonStep(table.time, series) };
}

/** The rows of a series at which a new time begins. */
export function distinctRows({ rows }: SeriesRows, times: Float64Array): Uint32Array {
  const found = new Uint32Array(rows.length);
  let length = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i === 0 || times[rows[i]!]! > times[rows[i - 1]!]!) found[length++] = rows[i]!;
  }
  return length === rows.length ? rows : found.slice(0, length);
}

/** The step of most series, each counting as much as it has rows; the share is that of neighbours over all series. */
function commonStep(
  { values: times, format, zone }: TableTime,
  series: readonly SeriesRows[],
): InferredStep | undefined {
  const votes = new Map<string, { inferred: InferredStep; neighbours: number; kept: number }>();
  let neighbours = 0;
  for (const one of series) {
    const distinct = valuesAt(times, distinctRows(one, times));
    const inferred = distinct.length > 1 ? inferStep(distinct, format, zone) : undefined;
    if (!inferred) continue;
    const here = distinct.length - 1;
    neighbours += here;
    const key = JSON.stringify([inferred.step, inferred.day]);
    const vote = votes.get(key) ?? { inferred, neighbours: 0, kept: 0 };
    vote.neighbours += here;
    vote.kept += inferred.share * here;
    votes.set(key, vote);
  }
  const best = [...votes.values()].reduce<{ inferred: InferredStep; neighbours: number; kept: number } | undefined>(
    (most, vote) => (most && most.neighbours >= vote.neighbours ? most : vote),
    undefined,
  );
  return best && { ...best.inferred, share: best.kept / neighbours };
}
