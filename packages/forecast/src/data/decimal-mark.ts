import type { DecimalMark } from "./cell.ts";
import { undress } from "./dress.ts";

/** Only a decimal comma looks like this: `1,5`, `0,125`, `1.234,5`; grouped digits come by threes. */
const COMMA = /^[+-]?(?:\d*,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+)$/;
const POINT = /^[+-]?(?:\d*\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+)$/;
const EITHER = /^[+-]?\d{1,3},\d{3}$/;
const GROUPS = /^[+-]?\d{1,3}(?:,\d{3}){2,}$/;

/**
 * The decimal mark that the first rows speak for. `1,234` alone says nothing: it is read as the file was that this one goes on
 * from. Without one it is taken for a decimal comma between semicolons, as such files come from places that write one, elsewhere
 * for thousands.
 */
export function findDecimalMark(
  rows: readonly (readonly string[])[],
  separator: string,
  before?: DecimalMark,
): DecimalMark {
  let comma = 0;
  let point = 0;
  let either = 0;
  for (const row of rows) {
    for (const written of row) {
      const cell = undress(written)?.text ?? written;
      if (COMMA.test(cell)) comma++;
      else if (POINT.test(cell) || GROUPS.test(cell)) point++;
      else if (EITHER.test(cell)) either++;
    }
  }
  if (comma !== point) return comma > point ? "," : ".";
  if (before !== undefined) return before;
  return either > 0 && separator === ";" ? "," : ".";
}
