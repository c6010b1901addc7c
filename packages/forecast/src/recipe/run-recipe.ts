import type { EngineOptions } from "@gatecast/engine";
import type { Note, Table } from "../contracts/index.ts";
import { asWrittenStream, type FitEvent, fitAmongStream, fitStream } from "../fit/index.ts";
import { type OpenFile, readRecipeData } from "./recipe-data.ts";
import type { RecipeOutcome, RecipePart } from "./recipe-outcome.ts";
import { emptyPart, meanPart, targetPart, withFit, withoutPictures, withWritten } from "./recipe-parts.ts";
import type { Recipe, RecipePartSpec } from "./recipe-schema.ts";
import { readPart, writtenFrame, writtenSeason } from "./recipe-tables.ts";

/** How a recipe is run. */
export interface RecipeRun {
  readonly open: OpenFile;
  readonly seeds: readonly number[];
  /** Takes the tutorial's own steps as well. */
  readonly asWritten: boolean;
  readonly signal?: AbortSignal;
  /** Threads; one where absent. */
  readonly engine?: EngineOptions;
}

/** What a recipe reports while it works. */
export type RecipeEvent =
  | { readonly kind: "run"; readonly part: string; readonly way: "as_written" | "done_right"; readonly seed: number }
  | { readonly kind: "fit"; readonly event: FitEvent }
  /** A run is done: all that was found out so far. */
  | { readonly kind: "reached"; readonly outcome: RecipeOutcome };

/**
 * Runs a recipe part by part, seed by seed, and answers with all that it found out; whoever stops in the middle has the latest
 * `reached`. @throws Problem where a file is missing or a step cannot be; the signal's reason when aborted.
 */
export async function* runRecipe(recipe: Recipe, run: RecipeRun): AsyncGenerator<RecipeEvent, RecipeOutcome, void> {
  const data = await readRecipeData(recipe, run.open, run.signal);
  let story: RecipeOutcome = {
    name: recipe.name,
    sources: recipe.sources,
    names: recipe.names,
    ...(recipe.tutorial === undefined ? {} : { tutorial: recipe.tutorial }),
    parts: [],
    simulated: data.simulated,
    notes: data.notes,
  };
  for (const spec of recipe.parts) {
    const stream = runPart(recipe, spec, data.table, run);
    for (;;) {
      const next = await stream.next();
      if (next.done === true) break;
      if (next.value.kind !== "reached") {
        yield next.value;
        continue;
      }
      const { parts, outcome, notes, cleaned } = next.value;
      const names = new Set(parts.map(({ name }) => name));
      story = {
        ...story,
        parts: [...story.parts.filter(({ name }) => !names.has(name)), ...parts],
        notes: unique([...story.notes, ...notes]),
        ...(story.cleaned === undefined && cleaned !== undefined ? { cleaned } : {}),
        ...(story.outcome === undefined && outcome !== undefined ? { outcome } : {}),
      };
      yield { kind: "reached", outcome: story };
    }
  }
  return story;
}

/** What one part of a recipe has come to. */
interface PartReached extends Pick<RecipeOutcome, "parts" | "notes" | "cleaned" | "outcome"> {
  readonly kind: "reached";
}

/** One part of a recipe: as written, then done right, each with every seed. */
async function* runPart(
  recipe: Recipe,
  spec: RecipePartSpec,
  table: Table,
  run: RecipeRun,
): AsyncGenerator<Exclude<RecipeEvent, { kind: "reached" }> | PartReached, void, void> {
  const { signal, seeds, engine } = run;
  let part = emptyPart(spec);
  const { as_written: written, done_right: right } = spec;
  if (written !== undefined && run.asWritten) {
    const { frame, cleaned, dates } = await writtenFrame(recipe, written, table, signal);
    for (const seed of seeds) {
      yield { kind: "run", part: part.name, way: "as_written", seed };
      const season = writtenSeason(frame);
      const outcome = yield* relay(asWrittenStream(frame, { ...written.fit, seed }, { season, signal, engine }));
      part = { ...part, asWritten: withWritten(part.asWritten, outcome, written, dates) };
      yield { kind: "reached", parts: [part], notes: [], ...(cleaned === undefined ? {} : { cleaned }) };
    }
  }
  if (right === undefined) return;
  const { frame, others, reading, notes, targets } = await readPart(recipe, spec, table, signal);
  const several = targets.length > 1;
  let single: RecipePart[] = targets.map((target) => (several ? targetPart(part, target) : part));
  for (const seed of seeds) {
    for (const [i, target] of targets.entries()) {
      yield { kind: "run", part: single[i]!.name, way: "done_right", seed };
      const given = { ...(signal === undefined ? {} : { signal }), ...(engine === undefined ? {} : { engine }) };
      const options = { ...right.fit, target, seed };
      const told = { reading, ...given };
      const { outcome, model } = yield* relay(
        others === null ? fitStream(frame, options, told) : fitAmongStream(frame, others, options, told),
      );
      model.close();
      single = single.map((one, k) => (k === i ? { ...one, doneRight: withFit(one.doneRight, outcome) } : one));
      const all = several ? [meanPart(part, single), ...single.map(withoutPictures)] : single;
      yield { kind: "reached", parts: all, notes, outcome };
    }
  }
}

/** Hands on what a fit reports, and its answer. */
async function* relay<T>(
  stream: AsyncGenerator<FitEvent, T, void>,
): AsyncGenerator<Extract<RecipeEvent, { kind: "fit" }>, T, void> {
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
    yield { kind: "fit", event: next.value };
  }
}

function unique(notes: readonly Note[]): Note[] {
  const seen = new Set<string>();
  return notes.filter((note) => {
    const text = JSON.stringify(note);
    return !seen.has(text) && seen.add(text);
  });
}
