/**
 * The values for which `keep` holds, in their order. An array's own `filter` holds every kept number as an object while it
 * works, three times what the numbers themselves take.
 */
export function valuesWhere(values: Float64Array, keep: (value: number) => boolean): Float64Array {
  const kept = new Float64Array(values.length);
  let length = 0;
  for (const value of values) if (keep(value)) kept[length++] = value;
  return kept.slice(0, length);
}
