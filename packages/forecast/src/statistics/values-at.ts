/**
 * The values of these rows, in the rows' order; NaN for a row that there is not. Where one row follows the other they are a view of the
 * same memory: to be read only.
 */
export function valuesAt(values: Float64Array, rows: Uint32Array): Float64Array {
  const first = rows[0] ?? 0;
  let i = 0;
  while (i < rows.length && rows[i] === first + i) i++;
  if (i === rows.length && first + i <= values.length) return values.subarray(first, first + i);
  const found = new Float64Array(rows.length);
  for (i = 0; i < rows.length; i++) found[i] = values[rows[i]!] ?? Number.NaN;
  return found;
}
