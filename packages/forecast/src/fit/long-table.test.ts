import { generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import type { WindowForecasts } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import { measure } from "../evaluate/index.ts";
import { windowsOf } from "../prepare/index.ts";
import type { Forecaster } from "./forecaster.ts";
import { fit } from "./index.ts";
import { scoreWindows } from "./score-windows.ts";

const ROWS = 560_000;

/** Waves of 24 rows and noise. */
function longTable(rows: number) {
  const random = generator(seed(3));
  const y = Float64Array.from({ length: rows }, (_, t) => 20 + 5 * Math.sin((Math.PI * t) / 12) + random());
  return frameFrom({ columns: { y } });
}

test("a table too long to be prepared whole is trained, scored on every window and forecast, in an engine of a fixed size", async () => {
  const frame = longTable(ROWS);
  const { outcome, model } = await fit(frame, {
    ...{ target: "y", lookback: 3, horizon: 1, season: 24, units: [1], epochs: 1, batch: 8192, seed: 4 },
    preparation: { target: [{ kind: "forward_fill" }, { kind: "standard" }], covariates: [], window: "last" },
  });
  const { test: tested, windows, points, rows, scores, beyond, notes } = outcome;
  expect([windows, points]).toEqual([rows.test, rows.test]);
  expect(tested.map(({ origins }) => origins.length)).toEqual(Array(6).fill(100_000));
  expect(tested[0]!.origins.at(-1)).toBe(ROWS - 2);
  expect(notes).toContainEqual({ code: "test_forecasts_shortened", facts: { kept: 100_000, windows } });
  // An AR(2) follows the wave: ridge is left with the noise, persistence with a step of the wave as well.
  const [network, persistence] = scores;
  expect(network!.rmse).toBeLessThan(0.8 * persistence!.rmse);
  // Persistence needs no model: its error over all windows, also those whose forecasts are not kept.
  const { values } = frame.columns[0]!;
  let squares = 0;
  for (let row = ROWS - rows.test; row < ROWS; row++) squares += (values[row]! - values[row - 1]!) ** 2;
  expect(persistence!.rmse).toBe(Math.sqrt(squares / rows.test));
  expect(Math.abs(beyond[0]!.values[0]! - 20)).toBeLessThan(7);
  // Table and targets of one part, 262,144 rows of eight bytes each, whatever the length of the table.
  expect((model as Forecaster).parts.engine.bytes).toBeLessThan(2 * 8 * 262_144 + 8e6);
  model.close();
}, 120_000);

test("scores of windows that come part by part are those of all at once, to the last bit", () => {
  const actual = longTable(500).columns[0]!.values.map((value, t) => (t % 11 === 0 ? Number.NaN : value));
  const task = { target: "y", past: [], future: [], calendar: [], lookback: 1, horizon: 3 };
  const forecast = (origins: readonly number[]): WindowForecasts => ({
    model: "wave",
    origins,
    horizon: 3,
    values: Float64Array.from(origins.flatMap((origin) => [20, 20 + (origin % 5), 21])),
  });
  const origins = Array.from({ length: 300 }, (_, i) => 100 + i);
  const whole = measure({ actual, forecasts: forecast(origins), seasonalScale: 2 });
  const parts = [
    [0, 70],
    [70, 71],
    [71, 71],
    [71, 300],
  ] as const;
  const windows = {
    ...windowsOf({ task, targets: new Float64Array() } as never, new Int32Array()),
    inOrder: () =>
      parts.map(([from, to]) => ({
        prepared: {} as never,
        origins: Int32Array.from(origins.slice(from, to), (origin) => origin - from),
        first: from,
      })),
  };
  for (const kept of [1000, 60, 30]) {
    const scored = scoreWindows(windows, actual, 2, (_, rows) => [forecast(rows)], kept);
    expect(scored.measured).toEqual([whole]);
    expect([scored.windows, scored.first, scored.last]).toEqual([300, 100, 399]);
    const count = kept === 1000 ? 300 : kept / 3;
    expect(scored.forecasts).toEqual([forecast(origins.slice(-count))]);
  }
});
