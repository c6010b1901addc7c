import { expect, test } from "vitest";
import { fit } from "../index.ts";
import { autoregression, upTo } from "./series.fixture.ts";

const OPTIONS = {
  ...{ target: "y", lookback: 8, units: [8], epochs: 20, linear_path: false, variational: 0.2, learning_rate: 0.01 },
  preparation: { target: [{ kind: "standard" as const }], covariates: [], window: "none" as const },
};

test("of an autoregression the band holds its level, as far as so many readings can tell", async () => {
  const frame = autoregression(700);
  const { model } = await fit(upTo(frame, 500), { ...OPTIONS, horizon: 1 });
  const origins = 200;
  for (const level of [50, 80, 90]) {
    let [inside, measured] = [0, 0];
    for (let row = 500; row < 500 + origins; row++) {
      const { band, notes } = model.forecast({ frame: upTo(frame, row), passes: 20, level });
      const actual = frame.columns[0]!.values[row]!;
      if (band![0].values[0]! <= actual && actual <= band![1].values[0]!) inside++;
      measured = Number(notes[0]!.facts.windows);
    }
    // Both are counts: errors of validation rows set the width, and those of later rows are held.
    const p = level / 100;
    const deviation = Math.sqrt(p * (1 - p) * (1 / origins + 1 / measured));
    expect(Math.abs(inside / origins - p), `${level} %`).toBeLessThan(3 * deviation);
  }
  model.close();
});

test("beyond the trained horizon the band widens as the noise of an autoregression adds up", async () => {
  const frame = autoregression(700);
  const { model } = await fit(frame, { ...OPTIONS, horizon: 1 });
  const { band, notes } = model.forecast({ passes: 300, horizon: 6 });
  expect(notes.map(({ code }) => code)).toEqual(["recursive", "band_made"]);
  const width = (k: number) => band![1].values[k]! - band![0].values[k]!;
  for (let k = 1; k < 6; k++) {
    // The variance after k steps is 1 + 0.8² + … + 0.8^(2 k).
    const expected = Math.sqrt((1 - 0.64 ** (k + 1)) / (1 - 0.64));
    expect(width(k) / width(0) / expected, `step ${k + 1}`).toBeGreaterThan(0.75);
    expect(width(k) / width(0) / expected, `step ${k + 1}`).toBeLessThan(1.3);
  }
  expect([...model.forecast({ passes: 300, horizon: 1 }).band![1].values]).toEqual([band![1].values[0]]);
  model.close();
});
