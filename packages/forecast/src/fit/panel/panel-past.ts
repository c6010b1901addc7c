import type { Frame, Note, RowCounts } from "../../contracts/index.ts";
import { columnOf } from "../../data/index.ts";
import { seasonalScale } from "../../evaluate/index.ts";
import { climatology, fitBaseline } from "../../models/index.ts";
import { pastOf, phasesOf, readValues, type SharedSteps } from "../../prepare/index.ts";
import { quantile } from "../../statistics/index.ts";
import type { Choice } from "../choose.ts";
import type { FitSettings } from "../options.ts";
import type { Member } from "./members.ts";
import type { KnownSeries } from "./panel-parts.ts";
import type { PanelSizes } from "./settle-panel.ts";

/** What the rows of one series before `cutoff` teach baselines, and those before `scaledOn` the denominator of MASE. */
export function taughtBy(
  { frame, cutoff, scaledOn }: { readonly frame: Frame; readonly cutoff: number; readonly scaledOn: number },
  target: string,
  season: number,
  hasClimatology: boolean,
): Pick<KnownSeries, "climatology" | "seasonalScale"> {
  const past = pastOf(readValues(columnOf(frame, target)), cutoff);
  const { fitted } = fitBaseline(climatology, past, { season, time: frame.time });
  return {
    climatology: hasClimatology ? (fitted as { means: readonly number[] }).means : [],
    seasonalScale: seasonalScale(pastOf(past.values, scaledOn), season),
  };
}

/** The training part of most series holds every phase twice: then climatology is a baseline. */
export function seesPhases(full: readonly Member[], season: number): boolean {
  const typical = quantile(Float64Array.from(full, ({ rows }) => rows.train).sort(), 0.25);
  return 2 * phasesOf(full[0]!.frame.time, season).count <= typical;
}

/** Rows of all series together. */
export function rowsOf(members: readonly Member[]): RowCounts {
  const sum = (part: keyof RowCounts) => members.reduce((rows, member) => rows + member.rows[part], 0);
  return { train: sum("train"), validation: sum("validation"), test: sum("test") };
}

/** Targets of all series that were not read. */
export function missingTargets(members: readonly Member[], target: string): number {
  return members.reduce(
    (sum, { frame }) =>
      readValues(columnOf(frame, target)).reduce((count, value) => (Number.isNaN(value) ? count + 1 : count), sum),
    0,
  );
}

/** Says which columns were scaled over all series together. */
export function sharedNote(shared: SharedSteps): Note[] {
  const columns = Object.keys(shared);
  return columns.length === 0 ? [] : [{ code: "columns_shared", facts: { columns: columns.join(", ") } }];
}

/** Settings in which nothing is left to be chosen: enough to repeat a run over many series. */
export function settledPanel(
  settings: FitSettings,
  sizes: PanelSizes,
  { task, preparation, strength }: Choice,
): FitSettings {
  const { train, validation = sizes.horizon, test = sizes.horizon } = settings.split;
  return {
    ...settings,
    // Where none was found the usual one of the step is taken again.
    ...(settings.season === undefined && sizes.found > 1 ? { season: sizes.found } : {}),
    calendar: [...task.calendar],
    lookback: task.lookback,
    horizon: task.horizon,
    split: train === undefined ? { validation, test } : settings.split,
    preparation,
    ridge_strength: strength,
  };
}
