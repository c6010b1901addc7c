const pad = (n: number): string => String(n).padStart(2, "0");

/**
 * The label of a tick of the time axis, as long as its instant is precise: `2010`, `2010-03`, `2010-03-14`
 * or `06:00`; the first tick names its day in any case. UTC; `spanMs` is the width of the whole axis.
 */
export function tickLabel(ms: number, spanMs: number, first: boolean): string {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  const day = `${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  const timeOfDay = ms - Date.UTC(year, date.getUTCMonth(), date.getUTCDate());
  const seconds = date.getUTCSeconds() === 0 ? "" : `:${pad(date.getUTCSeconds())}`;
  const clock = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}${seconds}`;
  if (timeOfDay !== 0) return first ? `${year}-${day} ${clock}` : clock;
  if (date.getUTCDate() !== 1 || spanMs < 90 * 86_400_000) return `${year}-${day}`;
  return date.getUTCMonth() === 0 && spanMs > 700 * 86_400_000
    ? String(year)
    : `${year}-${pad(date.getUTCMonth() + 1)}`;
}
