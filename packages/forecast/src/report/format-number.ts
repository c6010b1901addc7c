/**
 * A number for people: four significant digits, no exponent between 0.0001 and ten million, `–` for NaN.
 * It asks no locale, so a report reads the same on every machine.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e7 || size < 1e-4) return value.toExponential(3);
  if (size >= 1000) return value.toFixed(size < 10_000 ? 1 : 0);
  return value.toPrecision(4);
}

/** A percentage for a sentence: whole from 10 on, one decimal below, so that 1.4 does not read as 1. */
export function formatPercent(percent: number): string {
  return percent >= 9.95 ? percent.toFixed(0) : percent.toFixed(1);
}
