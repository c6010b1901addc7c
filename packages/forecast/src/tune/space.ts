import { generator, type Seed, split } from "@gatecast/engine";
import { type CalendarFeature, type Frame, Problem } from "../contracts/index.ts";
import { columnOf, timeAt } from "../data/index.ts";
import { checkNetworkSpec } from "../fit/check-network-spec.ts";
import { checkSequence } from "../fit/check-sequence.ts";
import type { FitOptions } from "../fit/options.ts";
import type { Sizes } from "../fit/sizes.ts";
import type { Configuration } from "../fit/trial.ts";
import { calendarOf, type PreparationSpec, readValues, type StepSpec, type WindowScale } from "../prepare/index.ts";

/** What a search varies; ridge's strength is found for each trial by ridge itself. */
const KEYS = [
  "lookback",
  "preparation",
  "calendar",
  "cell",
  "units",
  "dense",
  "dropout",
  "learning_rate",
  "batch",
] as const;
type Key = (typeof KEYS)[number];

/**
 * Cells of different making, all quick: a search over the whole family would spend its time on telling relatives apart.
 * Another is taken with `--cell`; side by side they stand in `compare`.
 */
const CELLS_TRIED = ["lstm", "gru", "coupled", "slstm", "min-gru", "tcn"];

/** What shapes the inputs: half of the draws keep all of it as ridge has chosen it. */
const INPUTS: readonly Key[] = ["lookback", "preparation", "calendar"];

/** The values that each free option can take. */
export type Space = { readonly [K in Key]?: readonly NonNullable<Configuration[K]>[] };
/** One value for each free option. */
export type Drawn = { readonly [K in Key]?: NonNullable<Configuration[K]> };

/** Inputs of the linear map at most, unless the first trial has more: a trial's equations should take seconds. */
const MOST_INPUTS = 600;

/**
 * What may be varied: every option that was not asked for, and look-backs where several were. `first` is the configuration that `fit` would take; nothing but
 * training rows says what is possible.
 */
export function spaceOf(frame: Frame, options: FitOptions, first: Configuration, sizes: Sizes): Space {
  const space: Required<Space> = {
    lookback: options.lookback === undefined ? lookbacksOf(first, sizes) : [...sizes.lookbacks],
    preparation: preparationsOf(frame, first, sizes),
    calendar: calendarsOf(frame, first, sizes),
    cell: CELLS_TRIED,
    units: [[8], [16], [32], [64], [128], [32, 32], [64, 32]],
    dense: [[], [16], [32]],
    dropout: [0, 0.1, 0.2, 0.4],
    learning_rate: [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01],
    batch: [8, 16, 32, 64, 128].filter((batch) => batch <= Math.max(8, sizes.rows.train / 16)),
  };
  const isFree = (key: Key) => space[key].length > 1 && (options[key] === undefined || key === "lookback");
  return Object.fromEntries(KEYS.filter(isFree).map((key) => [key, space[key]]));
}

/** Draws at a time that may all be known already before nothing new is expected. */
const MOST_REPEATS = 1000;

/**
 * Draws from the space in an order that the seed fixes (random search: Bergstra and Bengio 2012), none twice and none that
 * is the first trial, nor any that `fit` would refuse. Ends where nothing new is found.
 */
export function* draws(space: Space, first: Configuration, from: Seed): Generator<Drawn, void> {
  const seen = new Set([keyOf(space, first)]);
  for (let n = 0, repeats = 0; repeats < MOST_REPEATS; n++, repeats++) {
    const own = split(from, n);
    const random = (name: string) => generator(split(own, name))();
    const keeps = random("inputs") < 0.5;
    const pick = (key: Key): unknown => {
      const values = space[key] ?? [];
      return keeps && INPUTS.includes(key) ? first[key] : values[Math.floor(random(key) * values.length)];
    };
    const drawn = Object.fromEntries(freeKeys(space).map((key) => [key, pick(key)])) as Drawn;
    const key = keyOf(space, drawn);
    if (seen.has(key)) continue;
    seen.add(key);
    if (!isPossible({ ...first, ...drawn })) continue;
    repeats = 0;
    yield drawn;
  }
}

/** Whether `fit` would take such a network. */
function isPossible(own: Configuration): boolean {
  try {
    checkSequence(own);
    checkNetworkSpec(own, own.lookback, own.horizon ?? 1);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

const freeKeys = (space: Space): Key[] => KEYS.filter((key) => space[key] !== undefined);

function keyOf(space: Space, values: Drawn | Configuration): string {
  return JSON.stringify(freeKeys(space).map((key) => values[key] ?? null));
}

/** The natural look-backs, and shorter and longer ones that the training part has room for. */
function lookbacksOf(first: Configuration, { lookbacks, rows, horizon }: Sizes): number[] {
  const shortest = Math.min(...lookbacks);
  const longest = Math.floor(rows.train / 2) - horizon;
  const columns = 1 + first.past.length + first.future.length;
  const inputs = Math.max(MOST_INPUTS, first.lookback * columns);
  const more = [shortest / 4, shortest / 2, 2 * shortest].map(Math.round);
  const fitting = more.filter((lookback) => lookback >= 1 && lookback <= longest && lookback * columns <= inputs);
  return unique([...fitting, ...lookbacks]).sort((a, b) => a - b);
}

/**
 * Logarithm and Box-Cox where all is positive; the seasonal difference where there is a season, and whatever ridge has chosen
 * in its place; every window.
 */
function preparationsOf(frame: Frame, first: Configuration, { found: season, rows }: Sizes): PreparationSpec[] {
  const known = readValues(columnOf(frame, first.target)).subarray(0, rows.train);
  const isPositive = known.every((value) => Number.isNaN(value) || value > 0);
  const bends: StepSpec[][] = isPositive ? [[], [{ kind: "log" }], [{ kind: "box_cox" }]] : [[]];
  const isSeasonal = ({ kind }: StepSpec) => kind === "difference" || kind === "seasonal_mean";
  const seasons: StepSpec[][] = unique([
    [],
    ...(season > 1 && season < rows.train / 4 ? [[{ kind: "difference" as const, lag: season }]] : []),
    first.preparation.target.filter(isSeasonal),
  ]);
  const windows: WindowScale[] = ["last", "mean_spread", "none"];
  return bends.flatMap((bend) =>
    seasons.flatMap((seasonal) =>
      windows.map(
        (window): PreparationSpec => ({
          target: [{ kind: "forward_fill" }, ...bend, ...seasonal, { kind: "standard" }],
          covariates: [{ kind: "forward_fill" }, { kind: "standard" }],
          window,
        }),
      ),
    ),
  );
}

const DAY = 86_400_000;
const CYCLE_DAYS: Readonly<Record<CalendarFeature, number>> = { hour: 1, weekday: 7, month: 365, day_of_year: 365 };

/** Off, as ridge has chosen it, and with all that the training part has seen at least twice round. */
function calendarsOf({ time }: Frame, first: Configuration, { rows }: Sizes): CalendarFeature[][] {
  const span = timeAt(time, rows.train - 1) - timeAt(time, 0);
  const seen = calendarOf(time).filter((feature) => span >= 2 * CYCLE_DAYS[feature] * DAY);
  return unique([[], first.calendar, seen]);
}

function unique<T>(values: readonly T[]): T[] {
  const texts = values.map((value) => JSON.stringify(value));
  return values.filter((_, i) => texts.indexOf(texts[i]!) === i);
}

/** Keys and values in which a trial differs from the first. */
export function differences(drawn: Drawn, strength: number | null, first: Configuration): Partial<Configuration> {
  const own: Partial<Configuration> = { ...drawn, ...(strength === null ? {} : { ridge_strength: strength }) };
  const differs = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(first[key as Key]);
  return Object.fromEntries(Object.entries(own).filter(differs));
}
