import { ops } from "@gatecast/engine";
import { describe, expect, test } from "vitest";
import { measureGradient } from "../support/central-differences.ts";
import { largestError } from "../support/largest-error.ts";
import { type OpCase, probeOf, runOp, valuesOf } from "../support/op-case.ts";
import { bitsOf } from "../support/ulp.ts";
import { opCases } from "./op-cases.ts";

const CASES = await opCases();

/** Gradients of Σ probe · output by central differences of the reference. */
function measured(row: OpCase) {
  const values = valuesOf(row).map((input) => Float64Array.from(input));
  const probe = probeOf(row.reference(values).length);
  return values.map((input, i) =>
    measureGradient((point) => {
      const output = row.reference(values.map((other, j) => (j === i ? point : other)));
      return output.reduce((sum, value, k) => sum + value * probe[k]!, 0);
    }, input),
  );
}

test("every operation that the engine offers is in the table", () => {
  const listed = new Set(CASES.map(({ name }) => name.split(" ")[0]));
  expect(Object.keys(ops).filter((name) => !listed.has(name))).toEqual(["loss", "startGradient"]);
});

for (const row of CASES) {
  describe(`${row.name} of ${row.shapes.map((shape) => `[${shape.join(", ")}]`).join(", ")}`, () => {
    test("is its reference in value and gradient, and leaves padding zero", async () => {
      const run = await runOp(row);
      expect(largestError(run.value, row.reference(valuesOf(row)))).toBeLessThan(1e-6);
      expect(run.padding.every((value) => value === 0)).toBe(true);
      measured(row).forEach(({ at, slope }, i) => {
        expect(
          largestError(
            at.map((k) => run.gradients[i]![k]!),
            slope,
          ),
          `input ${i}`,
        ).toBeLessThan(3e-6);
      });
    });

    test("a tensor used by two gets the sum of both gradients", async () => {
      const [once, twice] = [await runOp(row), await runOp(row, { copies: 2 })];
      twice.gradients.forEach((gradient, i) => {
        expect(
          largestError(
            gradient,
            once.gradients[i]!.map((value) => 2 * value),
          ),
          `input ${i}`,
        ).toBeLessThan(1e-6);
      });
    });

    test("replaying gives the same bits, and an unused output changes none of them", async () => {
      const once = await runOp(row);
      for (const options of [
        { replays: 3 },
        { replays: 3, unused: "before" },
        { replays: 3, unused: "after" },
      ] as const) {
        const again = await runOp(row, options);
        expect(bitsOf(again.value), JSON.stringify(options)).toEqual(bitsOf(once.value));
        once.gradients.forEach((gradient, i) => {
          expect(bitsOf(again.gradients[i]!), `${JSON.stringify(options)}, input ${i}`).toEqual(bitsOf(gradient));
        });
      }
    });
  });
}
