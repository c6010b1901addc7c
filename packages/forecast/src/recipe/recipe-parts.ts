import type { Outcome, Score } from "../contracts/index.ts";
import { meanScore } from "../evaluate/index.ts";
import type { AsWrittenOutcome } from "../fit/index.ts";
import type { DrawnRun, RecipePart, RecipeWay, SeedRun } from "./recipe-outcome.ts";
import type { RecipePartSpec } from "./recipe-schema.ts";
import { writtenSeason } from "./recipe-tables.ts";

/** A part before anything was run. */
export function emptyPart({ name, title, unit, metric, others, goal }: RecipePartSpec): RecipePart {
  return { name, title, unit, metric, others, ...(goal === undefined ? {} : { goal }) };
}

/** A part asked of one of several targets. */
export function targetPart(part: RecipePart, target: string): RecipePart {
  const { name, title } = part;
  return {
    ...part,
    name: `${name}_${target}`,
    title: { en: `${title.en} · ${target}`, zh: `${title.zh} · ${target}` },
  };
}

/** A part done right with one more seed; the first is drawn. */
export function withFit(way: RecipeWay | undefined, outcome: Outcome): RecipeWay {
  const { seed, scores, seconds, season } = outcome;
  return withRun(way, { seed, scores, seconds }, outcome, season);
}

/** A part as written with one more seed; the first is drawn. */
export function withWritten(
  way: RecipeWay | undefined,
  outcome: AsWrittenOutcome,
  { scored, fit }: NonNullable<RecipePartSpec["as_written"]>,
  dates?: Float64Array,
): RecipeWay {
  const { frame, target, history, epochs, seed, seconds, parts } = outcome;
  const { scores, forecasts } = parts[scored] ?? parts.train!;
  const fitted = parts.train?.forecasts[0];
  const validated = scored === "validation" ? undefined : parts.validation?.forecasts[0];
  const drawn: DrawnRun = {
    ...{ frame, target, model: fit.cell, horizon: fit.horizon, scores, test: forecasts, history, bestEpoch: epochs },
    keepsLast: true,
    ...(fitted === undefined ? {} : { fitted }),
    ...(validated === undefined ? {} : { validated }),
    ...(dates === undefined ? {} : { dates }),
  };
  return withRun(way, { seed, scores, seconds }, drawn, writtenSeason(frame));
}

function withRun(way: RecipeWay | undefined, run: SeedRun, drawn: DrawnRun, season: number): RecipeWay {
  if (way !== undefined) return { ...way, runs: [...way.runs, run] };
  return { model: drawn.model, season, hasDates: drawn.frame.time.kind === "calendar", runs: [run], drawn };
}

/** A part without what is drawn of it. */
export function withoutPictures({ doneRight, ...part }: RecipePart): RecipePart {
  if (doneRight === undefined) return part;
  const { drawn: _, ...way } = doneRight;
  return { ...part, doneRight: way };
}

/** The mean over several targets, of each seed that all of them have come to; the first target is drawn. */
export function meanPart(part: RecipePart, single: readonly RecipePart[]): RecipePart {
  const ways = single.flatMap(({ doneRight }) => doneRight ?? []);
  const [first] = ways;
  if (first === undefined || ways.length < single.length) return part;
  const runs = first.runs.flatMap(({ seed }): SeedRun[] => {
    const own = ways.flatMap((way) => way.runs.find((run) => run.seed === seed) ?? []);
    if (own.length < ways.length) return [];
    return [{ seed, scores: meanScores(own), seconds: own.reduce((sum, { seconds }) => sum + seconds, 0) }];
  });
  return { ...part, doneRight: { ...first, runs } };
}

/** Scores averaged over runs, model by model and step by step; NaN where one of them is. */
export function meanScores(runs: readonly SeedRun[]): Score[] {
  return (runs[0]?.scores ?? []).map(({ model }, m) =>
    meanScore(
      model,
      runs.map(({ scores }) => scores[m]!),
    ),
  );
}
