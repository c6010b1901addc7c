/** The table of a stats file, a line for each kind of number, and what was not checked. */
export function statsTable({ lines, unchecked }) {
  const cells = lines.map(({ what, values, error, tolerance, missed, at }) => [
    what,
    String(values),
    error.toExponential(1),
    tolerance === 0 ? "exact" : tolerance.toExponential(),
    missed === 0 ? "ok" : `MISSES ${missed} (worst: ${at})`,
  ]);
  const table = [["quantity", "values", "worst error", "tolerance", "verdict"], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const isText = (column) => column === 0 || column === widths.length - 1;
  const shown = table.map((row) =>
    row
      .map((cell, column) => (isText(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd(),
  );
  const rest = unchecked.map((key) => `not checked, since nothing of ours computes it: ${key}`);
  return [...shown, ...rest].map((line) => `  ${line}\n`).join("");
}
