/** The values of these rows, in the rows' order; NaN for a row that there is not. */
export function valuesAt(values: Float64Array, rows: Uint32Array): Float64Array {
  const found = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) found[i] = values[rows[i]!] ?? Number.NaN;
  return found;
}
