import type { CellRules } from "./cell.ts";

/** First rows by column, without the cells that are missing. */
export class TimeSample {
  /** Names in lower case, blanks and dashes as underscores. */
  readonly plain: readonly string[];
  readonly #rows: readonly (readonly string[])[];
  readonly #rules: CellRules;

  constructor(names: readonly string[], rows: readonly (readonly string[])[], rules: CellRules) {
    this.plain = names.map(plainName);
    this.#rows = rows;
    this.#rules = rules;
  }

  cells(column: number): string[] {
    return this.#rows.map((row) => row[column] ?? "").filter((cell) => !this.#rules.isMissing(cell));
  }

  /** The first column whose name and cells are as wanted. */
  find(isName: (name: string) => boolean, isTime: (cells: string[], name: string) => boolean): number | undefined {
    const at = this.plain.findIndex((name, column) => isName(name) && isTime(this.cells(column), name));
    return at < 0 ? undefined : at;
  }
}

export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^#\s*/, "")
    .replace(/[\s-]+/g, "_");
}
