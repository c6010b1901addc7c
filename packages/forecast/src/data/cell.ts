const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const MISSING = /^(?:|na|nan|null|\?|-)$/i;

/** True for the spellings of a missing reading: empty, `NA`, `NaN`, `null`, `?` and `-`, whatever their case. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell);
}

/** True for a decimal number such as `-1.5e3`; hexadecimal, grouped digits and decimal commas are text. */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell);
}

/** A trimmed cell's number, NaN where it is missing, ±Infinity where it is or overflows to that; undefined for text. */
export function readNumber(cell: string): number | undefined {
  if (NUMBER.test(cell)) return Number(cell);
  if (MISSING.test(cell)) return Number.NaN;
  if (INFINITE.test(cell)) return cell.startsWith("-") ? -Infinity : Infinity;
  return undefined;
}
