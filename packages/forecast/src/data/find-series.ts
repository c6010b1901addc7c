import { Problem } from "../contracts/problem.ts";
import type { CategoryColumn, TableColumn } from "../contracts/table.ts";
import { isClockName } from "./find-time.ts";
import { isIdName } from "./series-names.ts";

/** Times that repeat this often are those of several series, whatever tells them apart. */
const REPEATS = 1.5;
/** Share of neighbouring rows of a series that keep one step. */
const EVEN = 0.8;
/** Share of rows that may share series and time. */
const COPIES = 0.02;

/**
 * The column that says which series a row belongs to: the one that was named, one named as forecast tables name it, or, where
 * times repeat, the column of words or of whole numbers within whose groups time runs evenly.
 */
export function findSeries(
  columns: readonly TableColumn[],
  times: Float64Array | undefined,
  named: string | undefined,
  lines: Uint32Array,
): CategoryColumn | undefined {
  if (named !== undefined) return namedSeries(columns, named, lines);
  const id = asCategories(columns.find(({ name }) => isIdName(name)));
  if (id && id.codes.length >= 2 * id.categories.length) return id;
  if (!times || times.length < REPEATS * distinct(times)) return undefined;
  let best: CategoryColumn | undefined;
  let fewest = COPIES * times.length;
  for (const kind of ["text", "number"] as const) {
    for (const column of columns) {
      const groups = kindOf(column) === kind && !isClockName(column.name) ? asCategories(column) : undefined;
      if (!groups || groups.categories.length < 2 || groups.codes.length < 2 * groups.categories.length) continue;
      const near = copiesWithin(groups.codes, times, groups.categories.length);
      // Numbers that tell series apart let no time come twice, near or far; a file that was pasted twice has none of them.
      const copies =
        kind === "number" && near < fewest ? allCopies(groups.codes, times, groups.categories.length) : near;
      if (copies < fewest || (copies === fewest && !best)) {
        best = groups;
        fewest = copies;
      }
    }
    if (best) return best;
  }
  return undefined;
}

/** Digits whose spelling counts, `007`, are looked at as numbers are. */
function kindOf(column: TableColumn): TableColumn["kind"] {
  return column.kind === "text" && column.categories.every((cell) => /^\d+$/.test(cell)) ? "number" : column.kind;
}

function namedSeries(columns: readonly TableColumn[], named: string, lines: Uint32Array): CategoryColumn {
  const wanted = named.trim().toLowerCase();
  const column =
    columns.find(({ name }) => name === named) ?? columns.find(({ name }) => name.toLowerCase() === wanted);
  if (column?.kind !== "text") {
    throw new Problem("data", "series_column_missing", `Column "${named}" cannot tell series apart.`, {
      found: "a column that the time is read from",
      needed: "a column with the id of each row's series",
      hint: "Name another column.",
      column: named,
      option: "--series-column",
    });
  }
  const row = column.codes.indexOf(-1);
  if (row < 0) return column;
  throw new Problem("data", "series_id_missing", `Row ${lines[row]}: column "${column.name}" is empty.`, {
    found: "a row that belongs to no series",
    needed: "the id of a series in every row",
    hint: "Fill the cell or remove the row.",
    row: lines[row]!,
    column: column.name,
  });
}

/** How many different times there are; a sorted copy costs far less memory than a set of them. */
function distinct(times: Float64Array): number {
  if (times.every((time, row) => row === 0 || time > times[row - 1]!)) return times.length;
  let count = 0;
  let last = Number.NaN;
  for (const time of Float64Array.from(times).sort()) {
    if (time !== last) count++;
    last = time;
  }
  return count;
}

/** A column as groups of rows; undefined where a number is not whole or a cell is missing. */
export function asCategories(column: TableColumn | undefined): CategoryColumn | undefined {
  if (!column) return undefined;
  if (column.kind === "text") return column.codes.includes(-1) ? undefined : column;
  const places = new Map<number, number>();
  const codes = new Int32Array(column.values.length);
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row]!;
    if (!Number.isInteger(value)) return undefined;
    const code = places.get(value) ?? places.size;
    places.set(value, code);
    if (code * 2 > codes.length) return undefined;
    codes[row] = code;
  }
  return { kind: "text", name: column.name, codes, categories: [...places.keys()].map(String) };
}

/** Rows that repeat a time of their own group, given that each group keeps a step; Infinity where the groups do not. */
function copiesWithin(codes: Int32Array, times: Float64Array, groups: number): number {
  const last = new Float64Array(groups).fill(Number.NaN);
  const steps = new Map<number, number>();
  let copies = 0;
  let moves = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    const step = Math.abs(times[row]! - last[code]!);
    last[code] = times[row]!;
    if (Number.isNaN(step)) continue;
    if (step === 0) copies++;
    else {
      moves++;
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
  }
  // Months last 28 to 31 days.
  const even = [...steps].sort((a, b) => b[1] - a[1]);
  const [most] = even;
  if (!most) return Number.POSITIVE_INFINITY;
  const kept = even
    .filter(([step]) => step > most[0] * 0.89 && step < most[0] * 1.12)
    .reduce((sum, [, count]) => sum + count, 0);
  return kept >= EVEN * moves ? copies : Number.POSITIVE_INFINITY;
}

/** Rows that repeat a time of their own group, wherever it stands in the file. */
function allCopies(codes: Int32Array, times: Float64Array, groups: number): number {
  const ends = new Uint32Array(groups + 1);
  for (const code of codes) ends[code + 1]!++;
  for (let group = 0; group < groups; group++) ends[group + 1]! += ends[group]!;
  const starts = ends.slice(0, groups);
  const grouped = new Float64Array(times.length);
  for (let row = 0; row < codes.length; row++) grouped[starts[codes[row]!]!++] = times[row]!;
  let copies = 0;
  for (let group = 0; group < groups; group++) {
    const own = grouped.subarray(ends[group]!, ends[group + 1]!);
    copies += own.length - distinct(own);
  }
  return copies;
}
