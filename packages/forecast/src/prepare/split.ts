import { Problem, type RowCounts } from "../contracts/index.ts";

/** How much goes to each part: a fraction (0 < x < 1) of all rows, or a count of rows (a whole number ≥ 1). */
export interface SplitOptions {
  readonly train?: number | undefined;
  readonly validation?: number | undefined;
  readonly test?: number | undefined;
}

type Part = keyof RowCounts;

const PARTS: readonly Part[] = ["train", "validation", "test"];
/** The parts that are not named share what the named ones leave, in this proportion. */
const DEFAULTS: Readonly<Record<Part, number>> = { train: 64, validation: 16, test: 20 };

/**
 * Cuts `length` rows by time into training, validation and test: 64, 16 and 20 % unless the options say otherwise.
 * Fractions are rounded to the nearest row; the counts always add up to `length` and each is at least 1.
 * @throws Problem `split_impossible` (usage, with the option) where the parts do not fit,
 *   `too_few_rows` (data) where no option is to blame.
 */
export function splitRows(length: number, options: SplitOptions = {}): RowCounts {
  if (length < 3) {
    throw new Problem("data", "too_few_rows", `${length} rows cannot be split into training, validation and test.`, {
      found: `${length} rows`,
      needed: "at least 3 rows",
      hint: "Bring a longer series.",
    });
  }
  const named = PARTS.filter((part) => options[part] !== undefined);
  const counts: Record<Part, number> = { train: 0, validation: 0, test: 0 };
  for (const part of named) counts[part] = rowsOf(part, options[part] ?? 0, length);
  let left = length - named.reduce((sum, part) => sum + counts[part], 0);
  const open = PARTS.filter((part) => options[part] === undefined);

  if (open.length === 0) {
    // Rounding three fractions may miss the length by a row: the first fraction takes it up.
    const fractions = PARTS.filter((part) => (options[part] ?? 1) < 1);
    const first = fractions[0];
    if (first === undefined ? left !== 0 : Math.abs(left) >= fractions.length) throw doNotAddUp(options, length, left);
    if (first !== undefined) counts[first] += left;
    if (first !== undefined && counts[first] < 1) throw doNotAddUp(options, length, left);
    return counts;
  }
  if (left < open.length) throw nothingLeft(named, open, length, left);
  // From the end towards the beginning, so that training takes what rounding leaves over.
  for (const part of open.toReversed()) {
    const earlier = open.slice(0, open.indexOf(part));
    const weight = earlier.reduce((sum, other) => sum + DEFAULTS[other], DEFAULTS[part]);
    const share = Math.round((left * DEFAULTS[part]) / weight);
    counts[part] = Math.min(Math.max(share, 1), left - earlier.length);
    left -= counts[part];
  }
  return counts;
}

function rowsOf(part: Part, wanted: number, length: number): number {
  const isFraction = wanted > 0 && wanted < 1;
  if (!isFraction && !(Number.isInteger(wanted) && wanted >= 1)) {
    throw new Problem("usage", "split_impossible", `--${part} ${wanted} is neither a fraction nor a count of rows.`, {
      found: String(wanted),
      needed: "a fraction between 0 and 1, or a whole number of rows from 1",
      hint: `Write --${part} 0.2 for a fifth of the rows, or --${part} 24 for 24 rows.`,
      option: `--${part}`,
    });
  }
  const rows = isFraction ? Math.round(wanted * length) : wanted;
  if (rows >= 1 && rows <= length - 2) return rows;
  throw new Problem("usage", "split_impossible", `--${part} ${wanted} takes ${rows} of ${length} rows.`, {
    found: `${rows} of ${length} rows`,
    needed: `1 to ${length - 2} rows, so that each part has at least one`,
    hint: rows < 1 ? "Ask for a larger part." : "Ask for a smaller part.",
    option: `--${part}`,
  });
}

function nothingLeft(named: readonly Part[], open: readonly Part[], length: number, left: number): Problem {
  const taken = length - left;
  return new Problem(
    "usage",
    "split_impossible",
    `${named.map((part) => `--${part}`).join(" and ")} take ${taken} of ${length} rows and leave too few for ${open.join(" and ")}.`,
    {
      found: `${taken} of ${length} rows taken`,
      needed: `at most ${length - open.length} rows`,
      hint: `Leave at least one row for ${open.join(" and ")}.`,
      option: `--${named.at(-1)}`,
    },
  );
}

function doNotAddUp(options: SplitOptions, length: number, left: number): Problem {
  const total = length - left;
  return new Problem("usage", "split_impossible", `The three parts make ${total} rows, but there are ${length}.`, {
    found: PARTS.map((part) => `--${part} ${options[part]}`).join(" "),
    needed: `parts that make ${length} rows`,
    hint: "Name two parts; the third takes the rest.",
    option: "--test",
  });
}
