import { pause } from "../../contracts/pause.ts";
import { Problem } from "../../contracts/problem.ts";
import type { Step } from "../../contracts/time-axis.ts";
import { CALENDAR_MONTHS, dateMs, FIXED_MS, monthTimeOf, msOfMonthTime } from "../calendar.ts";
import { isMissing, isNumber } from "../cell.ts";
import { type Row, YoungRow } from "../rows.ts";
import { rowsPerBatch } from "./batches.ts";
import { isoTime, type Resolution, resolutionOf } from "./iso-time.ts";
import { readTsfHeader, type TsfHeader, tsfBroken } from "./tsf-header.ts";

/**
 * The readings of a Monash .tsf file as long rows: `unique_id`, `ds`, `y`, then what else the file says about its series; `line`
 * is the line of the series, which all its readings share. Times follow from the start of each series and the file's frequency;
 * `ds` is left out where series have no start. `?` is missing. Source: Godahewa et al. (2021), Monash Time Series Forecasting
 * Archive, and https://forecastingdata.org. Throws `tsf_broken` with the line, and `file_too_large`.
 */
export function tsfRows(
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<readonly Row[]> {
  return batchesOf({ bytes }, options.signal);
}

async function* batchesOf(
  source: { bytes: Uint8Array },
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Row[]> {
  signal?.throwIfAborted();
  const text = decode(source.bytes);
  // The bytes need not lie beside the text until the last row.
  source.bytes = new Uint8Array(0);
  const header = readTsfHeader(text);
  const plan = planOf(text, header);
  yield [
    { cells: ["unique_id", ...(plan.start < 0 ? [] : ["ds"]), "y", ...plan.others.map(({ name }) => name)], line: 0 },
  ];
  const size = rowsPerBatch(3 + plan.others.length);
  const batch: Row[] = [];
  for (const series of eachSeries(text, header)) {
    for (const row of readings(series, plan)) {
      batch.push(row);
      if (batch.length < size) continue;
      yield batch;
      // Who wanted its rows has them: what is garbage before a pause need not be kept over it.
      batch.length = 0;
      await pause();
      signal?.throwIfAborted();
    }
  }
  if (batch.length > 0) yield batch;
}

/** A line of data: what the series says about itself, and where its values lie. */
interface Series {
  readonly line: number;
  readonly attributes: readonly string[];
  readonly values: string;
}

interface Plan {
  /** Place of the name and of the start among the attributes; −1 where there is none. */
  readonly name: number;
  readonly start: number;
  readonly others: readonly { readonly name: string; readonly place: number }[];
  readonly step: Step;
  readonly resolution: Resolution;
}

/** Which attribute is what, and how finely times are written: the same in all series. */
function planOf(text: string, header: TsfHeader): Plan {
  const { attributes, step } = header;
  const start = attributes.findIndex(({ kind }) => kind === "date");
  const named = attributes.findIndex(({ name }) => name === "series_name");
  const name = named < 0 ? attributes.findIndex(({ kind }) => kind === "string") : named;
  const others = attributes.map((attribute, place) => ({ name: attribute.name, place }));
  const kept = others.filter(({ place }) => place !== name && place !== start);
  if (start < 0) return { name, start, others: kept, step: { unit: "day", count: 1 }, resolution: 0 };
  if (!step) throw tsfBroken(header.line, "series with a start and no @frequency", "the line @frequency before @data");
  let resolution: Resolution = ["second", "minute", "hour"].includes(step.unit) ? 1 : 0;
  for (const series of eachSeries(text, header)) {
    if (resolutionOf(startOf(series, start)) > 0) resolution = 1;
  }
  return { name, start, others: kept, step, resolution };
}

function* eachSeries(text: string, header: TsfHeader): Generator<Series> {
  let line = header.line;
  for (let at = header.at; at < text.length; line++) {
    const next = text.indexOf("\n", at);
    const whole = text.slice(at, next < 0 ? text.length : next).trim();
    at = next < 0 ? text.length : next + 1;
    if (whole === "" || whole.startsWith("#")) continue;
    const attributes: string[] = [];
    let from = 0;
    for (const { name } of header.attributes) {
      const colon = whole.indexOf(":", from);
      if (colon < 0)
        throw tsfBroken(line, whole, `${header.attributes.length} attributes, each followed by a colon: no "${name}"`);
      attributes.push(whole.slice(from, colon).trim());
      from = colon + 1;
    }
    yield { line, attributes, values: whole.slice(from) };
  }
}

function* readings({ line, attributes, values }: Series, plan: Plan): Generator<Row> {
  const id = plan.name < 0 ? `T${line}` : attributes[plan.name]!;
  const others = plan.others.map(({ place }) => (attributes[place] === "?" ? "" : attributes[place]!));
  const isTimed = plan.start >= 0;
  const start = isTimed ? startOf({ line, attributes, values }, plan.start) : 0;
  const y = isTimed ? 2 : 1;
  const blank = [id, ...(isTimed ? [""] : []), "", ...others];
  let from = 0;
  for (let i = 0; from <= values.length; i++) {
    const comma = values.indexOf(",", from);
    const end = comma < 0 ? values.length : comma;
    const cell = values.slice(from, end).trim();
    const isReading = isNumber(cell);
    if (!isReading && (cell === "" || !isMissing(cell))) {
      throw tsfBroken(line, `"${cell}"`, `a number or ? as value ${i + 1} of the series "${id}"`);
    }
    from = end + 1;
    const cells = blank.slice();
    if (isTimed) cells[1] = isoTime(timeAt(start, plan.step, i), plan.resolution);
    if (isReading) cells[y] = cell;
    yield new YoungRow(cells, line);
  }
}

const START = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2})[-:](\d{2})(?:[-:](\d{2}))?)?$/;

/** Epoch milliseconds of `1979-01-01 00-00-00`. */
function startOf({ line, attributes }: Series, place: number): number {
  const [, year, month, day, hour = "0", minute = "0", second = "0"] = START.exec(attributes[place]!) ?? [];
  const clock = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  const ms = dateMs(Number(year), Number(month), Number(day), clock);
  if (Number.isNaN(ms) || clock >= FIXED_MS.day) {
    throw tsfBroken(line, `"${attributes[place]}"`, "the start of the series, such as 1979-01-01 00-00-00");
  }
  return ms;
}

function timeAt(start: number, { unit, count }: Step, steps: number): number {
  if (unit !== "month" && unit !== "quarter" && unit !== "year") return start + FIXED_MS[unit] * count * steps;
  const from = monthTimeOf(start);
  return msOfMonthTime({ ...from, month: from.month + CALENDAR_MONTHS[unit] * count * steps });
}

const MAX_BYTES = 500_000_000;

/** The archive's files are UTF-8, a few of them Windows-1252. */
function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_BYTES) {
    throw new Problem("data", "file_too_large", "The .tsf file is too large.", {
      found: `${Math.round(bytes.length / 1e6)} MB`,
      needed: "at most 500 MB",
      hint: "Keep the series that matter: each is one line behind @data.",
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
