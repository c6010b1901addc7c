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

/** A whole number for people, its thousands parted by commas: `43,824`. Below 10,000 as it is. */
export function formatCount(count: number): string {
  if (!Number.isInteger(count) || Math.abs(count) >= 1e15) return formatNumber(count);
  if (Math.abs(count) < 10_000) return String(count);
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The table of KPSS ends at 0.01 and 0.1: its p-values there are bounds. Undefined between them. */
export function kpssBound(pValue: number): string | undefined {
  if (pValue <= 0.01) return "≤ 0.01";
  return pValue >= 0.1 ? "≥ 0.1" : undefined;
}

/** A p-value behind the letter p: `= 0.031`, and `< 0.001` below what three decimals can show. */
export function formatPValue(pValue: number): string {
  return pValue < 0.001 ? "< 0.001" : `= ${pValue.toFixed(3)}`;
}
