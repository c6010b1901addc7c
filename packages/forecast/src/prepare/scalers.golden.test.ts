import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { TimeAxis } from "../contracts/index.ts";
import { applySteps, fitSteps, pastOf } from "./index.ts";

const TIME: TimeAxis = { kind: "count", start: 1, length: 48 };

interface Oracle {
  readonly format: "gatecast-oracle";
  readonly producer: string;
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly scalersFitOnFirst80Percent: Readonly<Record<"minmax" | "standard" | "robust", readonly number[]>>;
    readonly scalerSampleStride: number;
  }[];
}

const folder = process.env.GATECAST_GOLDEN ?? new URL("../../../../../shared/golden", import.meta.url).pathname;
const file = `${folder}/stats.json`;
const OURS = { minmax: "min_max", standard: "standard", robust: "robust" } as const;

test.skipIf(!existsSync(file))(
  "the scalers agree with scikit-learn's on real series (skipped without golden/stats.json)",
  () => {
    const oracle = JSON.parse(readFileSync(file, "utf8")) as Oracle;
    expect(oracle.format).toBe("gatecast-oracle");
    for (const { name, values, scalersFitOnFirst80Percent, scalerSampleStride } of oracle.series) {
      const column = Float64Array.from(values);
      const past = pastOf(column, Math.floor(values.length * 0.8));
      for (const [label, kind] of Object.entries(OURS)) {
        const prepared = applySteps(fitSteps([{ kind }], past, TIME), column, TIME);
        const expected = scalersFitOnFirst80Percent[label as keyof typeof OURS];
        expect(expected.length).toBeGreaterThan(15);
        for (const [i, value] of expected.entries()) {
          expect(Math.abs(prepared[i * scalerSampleStride]! - value), `${name} ${label} ${i}`).toBeLessThan(
            1e-12 * Math.max(1, Math.abs(value)),
          );
        }
      }
    }
  },
);
