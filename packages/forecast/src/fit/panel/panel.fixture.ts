import { generator, seed } from "@gatecast/engine";
import type { Frame } from "../../contracts/index.ts";
import { frameFrom } from "../../data/index.ts";
import type { FitOptions } from "../options.ts";

/** Weekly waves of different levels, phases and lengths, with noise: series `a`, `b`, `c` … of so many days. */
export function panelFixture(lengths: readonly number[], from = 1): Frame[] {
  return lengths.map((rows, s) => {
    const random = generator(seed(from + 31 * s));
    const level = [1, 10, 100, 1000][s % 4]!;
    const start = `2024-0${1 + (s % 3)}-01`;
    const wind = Float64Array.from({ length: rows }, () => random());
    const y = wind.map((_, t) => level * (5 + ((t + s) % 7) + (wind[t - 1] ?? 0) + 0.3 * random()));
    return frameFrom({ id: String.fromCharCode(97 + s), start, step: "day", columns: { y, wind } });
  });
}

/** Options small enough for a test to train in a blink. */
export const QUICK_PANEL = {
  ...{ target: "y", lookback: 8, horizon: 3, season: 7, units: [4], epochs: 2, seed: 5, ridge_strength: 0.1 },
  calendar: [],
  preparation: {
    target: [{ kind: "forward_fill" }, { kind: "difference", lag: 7 }, { kind: "standard" }],
    covariates: [{ kind: "forward_fill" }, { kind: "standard" }],
    window: "last",
  },
} satisfies FitOptions;
