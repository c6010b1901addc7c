/**
 * Writes to each place of an array what `valueAt` says of it; answers the array. An array's own `from`, given another one, holds all
 * values as a list first.
 */
export function fillBy<Values extends Float64Array | Int32Array | Uint32Array | Int16Array | Uint8Array>(
  values: Values,
  valueAt: (place: number) => number,
): Values {
  for (let i = 0; i < values.length; i++) values[i] = valueAt(i);
  return values;
}
