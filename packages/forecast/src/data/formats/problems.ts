import { Problem } from "../../contracts/problem.ts";

/** Most cells that a file may hold: 8 bytes each in a table of numbers. */
export const MAX_CELLS = 100_000_000;

/** The problem of a file whose bytes do not follow its format. */
export function fileDamaged(format: string, found: string, hint: string): Problem {
  return new Problem("data", "file_damaged", `The ${format} is damaged or was cut short.`, {
    found,
    needed: `a complete ${format}`,
    hint,
  });
}

/** Runs a library's work; whatever it throws that is not a `Problem` becomes `file_damaged`. */
export async function orDamaged<T>(damaged: () => Problem, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Problem ? error : damaged();
  }
}

/** Throws `too_many_cells` where a table of this size would not fit the memory. */
export function refuseTooManyCells(rows: number, columns: number, limit = MAX_CELLS): void {
  if (rows * columns <= limit) return;
  throw new Problem("data", "too_many_cells", `The table has ${rows} rows and ${columns} columns.`, {
    found: `${rows * columns} cells`,
    needed: `at most ${limit} cells`,
    hint: "Keep the columns that matter, or cut the file to the rows that matter.",
  });
}

/** Most columns that a table may have. */
export const MAX_COLUMNS = 20_000;

/** Throws `too_many_columns`. */
export function refuseTooManyColumns(columns: number): never {
  throw new Problem("data", "too_many_columns", `The table has more than ${MAX_COLUMNS} columns.`, {
    found: `${columns} columns or more`,
    needed: `at most ${MAX_COLUMNS} columns`,
    hint: "Keep the columns that matter, or write the table with time in rows instead of columns.",
  });
}
