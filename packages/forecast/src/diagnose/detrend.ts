/** The values less their least-squares line over the rows; NaN stays NaN. */
export function detrend(values: Float64Array): Float64Array {
  let known = 0;
  let meanRow = 0;
  let meanValue = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    known++;
    meanRow += (i - meanRow) / known;
    meanValue += (values[i]! - meanValue) / known;
  }
  let above = 0;
  let below = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    above += (i - meanRow) * (values[i]! - meanValue);
    below += (i - meanRow) * (i - meanRow);
  }
  const slope = below > 0 ? above / below : 0;
  return values.map((value, i) => value - meanValue - slope * (i - meanRow));
}

/** Differences of neighbours, one fewer than the values; NaN where either is missing. */
export function difference(values: Float64Array): Float64Array {
  return values.slice(1).map((value, i) => value - values[i]!);
}
