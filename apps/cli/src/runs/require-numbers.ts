import {
  columnOf,
  type FitSettings,
  type FramesTable,
  type FrameTable,
  Problem,
  requireTarget,
} from "@gatecast/forecast";

/**
 * Columns to read must hold numbers; `option` is the one that named them.
 * @throws Problem (data) `column_is_text`, `column_missing` with the nearest name.
 */
export function requireNumbers(
  { frame, textColumns }: Pick<FrameTable, "frame" | "textColumns">,
  names: readonly string[],
  option?: string,
): void {
  const where = option === undefined ? {} : { option };
  for (const name of names) {
    const text = textColumns.find((column) => column.name === name);
    if (text !== undefined) {
      throw new Problem("data", "column_is_text", `Column "${name}" holds text, not numbers.`, {
        found: `"${text.value}" in row ${text.row}`,
        needed: "a column of numbers",
        hint: 'Leave the column out, or write its words as numbers: the step "encode" of table.clean does.',
        row: text.row,
        column: name,
        ...where,
      });
    }
    try {
      columnOf(frame, name);
    } catch (error) {
      throw error instanceof Problem ? error.with(where) : error;
    }
  }
}

/** The same for the columns of many series: they are the same in each. */
export function requirePanelColumns(
  { frames, textColumns }: FramesTable,
  { target, past, future }: Pick<FitSettings, "target"> & { past: readonly string[]; future: readonly string[] },
): void {
  const [frame] = frames;
  if (frame === undefined) return;
  // A series that never changes is no reason to refuse the others.
  if (!frame.columns.some(({ name }) => name === target)) requireTarget(frame, target, textColumns);
  requireNumbers({ frame, textColumns }, past, "--past");
  requireNumbers({ frame, textColumns }, future, "--future");
}
