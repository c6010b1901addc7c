import type { Column, Frame } from "../contracts/frame.ts";
import { Problem } from "../contracts/problem.ts";
import { missingColumn } from "./column-of.ts";
import type { TextColumn } from "./text-column.ts";

/**
 * The column to forecast, once it is known to be worth it. Throws `target_missing` (with the nearest name), `target_is_text`,
 * `target_all_missing` and `target_constant`.
 */
export function requireTarget(frame: Frame, target: string, textColumns: readonly TextColumn[] = []): Column {
  const option = "--target";
  const text = textColumns.find(({ name }) => name === target);
  if (text) {
    throw new Problem("data", "target_is_text", `Column "${target}" holds text, not numbers.`, {
      found: `"${text.value}" in row ${text.row}`,
      needed: "a column of numbers",
      hint: textHint(text.value),
      row: text.row,
      column: target,
      option,
    });
  }
  const column = frame.columns.find(({ name }) => name === target);
  if (!column) {
    throw missingColumn(
      "target_missing",
      target,
      frame,
      textColumns.map(({ name }) => name),
    ).with({ option });
  }
  const first = column.values.find((value) => !Number.isNaN(value));
  const others = `Forecast another column: ${
    frame.columns
      .map(({ name }) => name)
      .filter((name) => name !== target)
      .slice(0, 20)
      .join(", ") || "there is none here"
  }.`;
  if (first === undefined) {
    throw new Problem("data", "target_all_missing", `Column "${target}" has no reading at all.`, {
      found: `${column.values.length} missing values`,
      needed: "numbers",
      hint: others,
      column: target,
      option,
    });
  }
  if (column.values.every((value) => Number.isNaN(value) || value === first)) {
    throw new Problem("data", "target_constant", `Column "${target}" never changes.`, {
      found: `${first} in every row`,
      needed: "values that vary",
      hint: `There is nothing to learn: the forecast is ${first}. ${others}`,
      column: target,
      option,
    });
  }
  return column;
}

function textHint(value: string): string {
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(value)) return "Write numbers without thousands separators.";
  if (/^[+-]?\d+,\d+$/.test(value))
    return "Write numbers with a decimal point; decimal commas come in a later version.";
  if (/^[+-]?[\d.]+\s*[^\d\s]+$/.test(value)) return "Write numbers without units.";
  return "Name a column of numbers; if this cell is a slip in one, correct it or leave it empty.";
}
