import type { Past } from "../../prepare/index.ts";
import { type BaselineOptions, type FittedBaseline, fitBaseline } from "./baseline.ts";
import { climatology } from "./climatology.ts";
import { drift } from "./drift.ts";
import { persistence } from "./persistence.ts";
import { seasonalNaive } from "./seasonal-naive.ts";

/** The rules that every network is scored beside, in the order in which they are told; ridge is no rule of the target alone. */
export function fitBaselines(past: Past, options: BaselineOptions): FittedBaseline[] {
  return [
    fitBaseline(persistence, past, options),
    fitBaseline(seasonalNaive, past, options),
    fitBaseline(drift, past, options),
    fitBaseline(climatology, past, options),
  ];
}
