import type { TableTime } from "../contracts/index.ts";
import { writtenTime } from "./finding.ts";
import type { TimeFacts } from "./inspection.ts";
import type { Survey } from "./survey.ts";

/** When a table begins and ends, and the step that it keeps. */
export function timeFacts({ table, step }: Survey, { name, columns, values, zone }: TableTime): TimeFacts {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const ms of values) {
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  return {
    name,
    columns,
    first: writtenTime(table, first),
    last: writtenTime(table, last),
    ...(zone === undefined ? {} : { zone }),
    ...(step ? { step: step.step, unit: step.step.unit, share: step.share } : {}),
  };
}
