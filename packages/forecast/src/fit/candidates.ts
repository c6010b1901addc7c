import type { CalendarFeature, Frame, TimeAxis } from "../contracts/index.ts";
import { columnOf, timeAt } from "../data/index.ts";
import {
  calendarOf,
  type PreparationSpec,
  phaseUnit,
  readValues,
  type StepSpec,
  type WindowScale,
} from "../prepare/index.ts";
import type { FitSettings } from "./options.ts";

/** A preparation to try, with or without a calendar. */
export interface Candidate {
  readonly calendar: readonly CalendarFeature[];
  readonly preparation: PreparationSpec;
}

/** What settings, season and the training part leave to choose from. Candidates with the same steps stand together. */
export function candidates(frame: Frame, settings: FitSettings, train: number, season: number): Candidate[] {
  const { preparation } = settings;
  const calendars = settings.calendar === undefined ? calendarsOf(frame.time, train) : [settings.calendar];
  if (preparation !== undefined) {
    return calendars.map((calendar) => ({ calendar, preparation }));
  }
  const known = readValues(columnOf(frame, settings.target)).subarray(0, train);
  const positive = known.every((value) => Number.isNaN(value) || value > 0);
  const windows: WindowScale[] = ["last", "mean_spread", "none"];
  const logs: StepSpec[][] = positive ? [[], [{ kind: "log" }]] : [[]];
  const differences: StepSpec[][] = repeats(season, train) ? [[], [{ kind: "difference", lag: season }]] : [[]];
  // What the calendar could say, anomalies have lost.
  const anomalies = hasPhases(frame.time, season, train) ? seasonalMeans(frame.time, season) : [];
  return logs.flatMap((log) => [
    ...differences.flatMap((difference) =>
      windows.flatMap((window) =>
        calendars.map((calendar) => ({ calendar, preparation: preparationOf([...log, ...difference], window) })),
      ),
    ),
    ...anomalies.map((anomaly) => ({
      calendar: settings.calendar ?? [],
      preparation: preparationOf([...log, anomaly], "none"),
    })),
  ]);
}

/** A season that the training part holds more than four times. */
function repeats(season: number, train: number): boolean {
  return season > 1 && season < train / 4;
}

/** Days of a year lie close together: their means can be waves as well. */
function seasonalMeans(time: TimeAxis, season: number): StepSpec[] {
  const means: StepSpec = { kind: "seasonal_mean", season };
  return phaseUnit(time, season).kind === "day_of_year" ? [means, { ...means, harmonics: 2 }] : [means];
}

/** True where the training part has seen its year, its day or its season at least twice. */
function hasPhases(time: TimeAxis, season: number, train: number): boolean {
  if (time.kind === "count") return repeats(season, train);
  if (time.step.unit === "year") return false;
  const isWithinDay = ["second", "minute", "hour"].includes(time.step.unit);
  return spanOf(time, train) >= 2 * (isWithinDay ? 1 : 365) * DAY;
}

function spanOf(time: TimeAxis, rows: number): number {
  return timeAt(time, rows - 1) - timeAt(time, 0);
}

/** Without a calendar, and with what the training part has seen at least twice round. */
function calendarsOf(time: TimeAxis, train: number): CalendarFeature[][] {
  const seen = calendarOf(time).filter((feature) => spanOf(time, train) >= 2 * CYCLE_DAYS[feature] * DAY);
  return seen.length > 0 ? [[], seen] : [[]];
}

const DAY = 86_400_000;
const CYCLE_DAYS: Readonly<Record<CalendarFeature, number>> = { hour: 1, weekday: 7, month: 365, day_of_year: 365 };

function preparationOf(steps: readonly StepSpec[], window: WindowScale): PreparationSpec {
  return {
    target: [{ kind: "forward_fill" }, ...steps, { kind: "standard" }],
    covariates: [{ kind: "forward_fill" }, { kind: "standard" }],
    window,
  };
}
