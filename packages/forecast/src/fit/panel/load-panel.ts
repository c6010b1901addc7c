import { Engine, EngineMemoryError } from "@gatecast/engine";
import { broken, type ModelFile, readModelFile, tensorOf } from "../../artifact/index.ts";
import type { Frame, TimeAxis } from "../../contracts/index.ts";
import { readBandFile, withMarks } from "../band/band-file.ts";
import { checkNetwork, doubles, loadNetwork, metricsFrom, ridgeRows } from "../load-network.ts";
import { numbersOf, withNumbers } from "./flat-preparation.ts";
import { NUMBERS, type PanelFacts, panelFactsSchema } from "./panel-facts.ts";
import { PanelForecaster } from "./panel-forecaster.ts";
import type { PanelModel } from "./panel-model.ts";
import type { KnownSeries } from "./panel-parts.ts";

/** What a Date can hold, in milliseconds. */
const LAST_INSTANT = 8.64e15;
/** Rows of a series at most: more than any memory holds. */
const MOST_ROWS = 2_147_483_648;

/**
 * Opens the model file of a panel, as `loadModel` opens one of a single series. Close the model when done.
 * @throws Problem of kind `model`: `model_unreadable`, `model_altered`, `model_version`, `cell_unknown`, `self_test_failed`.
 */
export async function loadPanel(bytes: Uint8Array): Promise<PanelModel> {
  const file = await readModelFile("panel", bytes, panelFactsSchema);
  const { facts } = file;
  const { task, network: options } = facts;
  checkNetwork(file);
  const ridge = {
    weight: doubles(file, "ridge.weight", [ridgeRows(facts), task.horizon]),
    bias: doubles(file, "ridge.bias", [task.horizon]),
  };
  const series = seriesOf(file);
  const pastErrors = readBandFile(file);
  const engine = await Engine.create();
  try {
    const network = await loadNetwork(engine, file);
    return new PanelForecaster({
      ...{ engine, network, task, spec: facts.spec, windowAs: options.window_as, ridge, season: facts.season, series },
      shared: facts.shared ?? {},
      hasClimatology: facts.phases > 0,
      pastErrors,
      description: {
        ...task,
        series: series.length,
        season: facts.season,
        cell: options.cell,
        seed: facts.seed,
        parameters: facts.parameters,
        weightsSha256: facts.weights_sha256,
        reading: facts.reading,
        configuration: facts.configuration,
        scored: metricsFrom(facts.scored),
      },
    });
  } catch (error) {
    engine.close();
    if (error instanceof EngineMemoryError) throw broken("panel", "a network that does not fit any memory");
    throw error;
  }
}

/** What the file knows of each series, once every number of it is one that can be. */
function seriesOf(file: ModelFile<PanelFacts>): KnownSeries[] {
  const { ids, phases, preparation, task } = file.facts;
  if (new Set(ids).size < ids.length) throw broken("panel", "two series of one id");
  const names = [task.target, ...task.past, ...task.future];
  checkPreparation(file.facts);
  const numbers = doubles(file, "series.numbers", [ids.length, NUMBERS]);
  const width = numbersOf(preparation).length;
  const prepared = doubles(file, "series.preparation", [ids.length, width]);
  const means = doubles(file, "series.climatology", [ids.length, phases]);
  if (!means.every(Number.isFinite)) throw broken("panel", "a climatology that is not finite");
  let total = 0;
  for (let s = 0; s < ids.length; s++) total += lengthOf(numbers[s * NUMBERS + 1]!);
  tensorOf(file, "history", [names.length, total]);
  const history = doubles(file, "history", [names.length, total]);
  if (history.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY))
    throw broken("panel", "an infinite reading");
  let at = 0;
  return ids.map((id, s): KnownSeries => {
    const [start = 0, length = 0, fittedUntil = 0, seasonalScale = 0, axis = 0] = numbers.subarray(s * NUMBERS);
    const [time, timeName] = axisOf(file.facts, axis, start, length);
    if (!(Math.abs(fittedUntil) <= LAST_INSTANT)) throw broken("panel", `a series fitted until ${fittedUntil}`);
    if (seasonalScale < 0 || seasonalScale === Number.POSITIVE_INFINITY)
      throw broken("panel", `a seasonal scale of ${seasonalScale}`);
    const from = at;
    at += length;
    const columns = names.map((name, c) => ({ name, values: history.slice(c * total + from, c * total + at) }));
    const last: Frame = { id, timeName, time, columns: withMarks(file, columns, from, total) };
    return {
      last,
      preparation: withNumbers(preparation, prepared.subarray(s * width, (s + 1) * width)),
      climatology: [...means.subarray(s * phases, (s + 1) * phases)],
      seasonalScale,
      fittedUntil,
    };
  });
}

/** The first series' preparation, and what all series share, have the specification's steps, for the columns of the task. */
function checkPreparation({ preparation, spec, shared = {}, task }: PanelFacts): void {
  const kinds = (steps: readonly { readonly kind: string }[]) => steps.map(({ kind }) => kind).join();
  const columns = [...task.past, ...task.future];
  const isSame =
    preparation.window === spec.window &&
    kinds(preparation.target) === kinds(spec.target) &&
    Object.keys(preparation.columns).length === columns.length &&
    columns.every((name) => kinds(preparation.columns[name] ?? []) === kinds(spec.covariates)) &&
    Object.entries(shared).every(([name, steps]) => columns.includes(name) && kinds(steps) === kinds(spec.covariates));
  if (!isSame) throw broken("panel", "a preparation that is not the one it names");
}

function lengthOf(length: number): number {
  if (Number.isInteger(length) && length >= 1 && length <= MOST_ROWS) return length;
  throw broken("panel", `a series of ${length} rows`);
}

function axisOf({ axes }: PanelFacts, index: number, start: number, length: number): [TimeAxis, string] {
  const axis = axes[index];
  if (axis === undefined) throw broken("panel", `a series on axis ${index}`);
  if (!(Math.abs(start) <= LAST_INSTANT)) throw broken("panel", `a series that starts at ${start}`);
  const { time_name: timeName, ...rest } = axis;
  if (rest.kind === "count") {
    if (!Number.isInteger(start)) throw broken("panel", `a series that starts at row ${start}`);
    return [{ kind: "count", start, length }, timeName];
  }
  const { day, zone, ...known } = rest;
  const more = { ...(day === undefined ? {} : { day }), ...(zone === undefined ? {} : { zone }) };
  return [{ ...known, start, length, ...more }, timeName];
}
