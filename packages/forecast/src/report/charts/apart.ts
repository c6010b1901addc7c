import type { WindowForecasts } from "../../contracts/index.ts";

/**
 * Indices of windows that share no row, ascending: the latest window, the latest that ends before it starts, and
 * so on backwards until they cover about `rows` rows. No row is drawn twice, and the newest are always shown.
 */
export function windowsApart(
  { origins, horizon }: Pick<WindowForecasts, "origins" | "horizon">,
  rows: number,
): number[] {
  const chosen: number[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (let window = origins.length - 1; window >= 0; window--) {
    const origin = origins[window]!;
    if (origin + horizon > next) continue;
    if (chosen.length > 0 && (chosen.length + 1) * horizon > rows) break;
    chosen.push(window);
    next = origin;
  }
  return chosen.reverse();
}
