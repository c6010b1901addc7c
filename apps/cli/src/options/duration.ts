const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90s`, `5m`, `1.5h` or `300` in seconds; what is not understood stays text, to be judged. */
export function durationOf(text: string): unknown {
  const [, count = "", unit = "s"] = /^(\d+(?:\.\d+)?)\s*([smhd])?$/.exec(text.trim()) ?? [];
  const seconds = Number(count) * (UNITS[unit] ?? Number.NaN);
  return count !== "" && Number.isFinite(seconds) ? seconds : text;
}
