import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import { fit, loadModel } from "./index.ts";

const value = fc.oneof(
  { weight: 6, arbitrary: fc.double({ noNaN: true, min: -1000, max: 1000 }) },
  { weight: 2, arbitrary: fc.constant(7) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-300, 1e300, -1e300, 5e-324) },
);

test("any sound table and any valid options end in a finite forecast or in a Problem, never in anything else", async () => {
  let fitted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { minLength: 2, maxLength: 150, size: "max" }),
      fc.record(
        {
          lookback: fc.integer({ min: 1, max: 8 }),
          horizon: fc.integer({ min: 1, max: 5 }),
          cell: fc.constantFrom("lstm", "gru", "gru-reset-before"),
          window_as: fc.constantFrom("steps", "features"),
          linear_path: fc.boolean(),
          loss: fc.constantFrom("mse", "mae", "huber"),
          batch: fc.integer({ min: 1, max: 50 }),
          beyond: fc.integer({ min: 1, max: 30 }),
        },
        { requiredKeys: [] },
      ),
      async (values, options) => {
        try {
          const frame = frameFrom({ start: "2020-01", step: "month", columns: { y: values } });
          const { outcome, model } = await fit(frame, { target: "y", units: [3], epochs: 2, ...options } as never);
          fitted++;
          for (const { values: ahead, model: name } of outcome.beyond) {
            expect(ahead.every(Number.isFinite), `${name} says ${[...ahead]}`).toBe(true);
          }
          const loaded = await loadModel(await model.save());
          expect(loaded.forecast().forecasts).toEqual(model.forecast().forecasts);
          loaded.close();
          model.close();
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(fitted).toBeGreaterThan(5);
});
