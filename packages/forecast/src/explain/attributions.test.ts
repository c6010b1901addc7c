import { FAMILY } from "@gatecast/nn";
import { describe, expect, test } from "vitest";
import { largestError } from "../../../../test/support/largest-error.ts";
import { airPassengers, columnOf, sliceRows } from "../data/index.ts";
import { type FitOptions, fit, loadModel } from "../fit/index.ts";
import { changed, explained, miss, ROWS, SMALL, table } from "./explain.fixture.ts";
import { explain } from "./explain.ts";

/**
 * What the sum may miss of the difference, where that is more than a thousandth: of a cell with steps in its equations, through which made-up
 * gradients flow, and of one whose functions have kinks.
 */
const ROUGH: Readonly<Record<string, number>> = { "hierarchical-multiscale": 1e-2, tcn: 2e-3 };

/** Two columns as nodes, for cells that read a graph. */
const PAIR = {
  nodes: ["y", "leads"],
  weights: [
    [0, 1],
    [0.5, 0],
  ],
};

describe("attributions", () => {
  const PREPARATIONS: Readonly<Record<string, FitOptions["preparation"]>> = {
    "logarithm, difference, last value": {
      target: [{ kind: "forward_fill" }, { kind: "log" }, { kind: "difference", lag: 7 }, { kind: "standard" }],
      covariates: [{ kind: "forward_fill" }, { kind: "standard" }],
      window: "last",
    },
    "Box–Cox, own mean and spread": {
      target: [{ kind: "forward_fill" }, { kind: "box_cox" }, { kind: "min_max" }],
      covariates: [{ kind: "forward_fill" }, { kind: "robust" }, { kind: "difference", lag: 1 }],
      window: "mean_spread",
    },
    "seasonal means": {
      target: [{ kind: "forward_fill" }, { kind: "seasonal_mean", season: 7 }, { kind: "standard" }],
      covariates: [{ kind: "standard" }],
      window: "none",
    },
  };
  for (const [name, preparation] of Object.entries(PREPARATIONS)) {
    for (const baseline of ["mean", "last"] as const) {
      test(`sum to what the forecast differs by from the baseline's: ${name}, against the ${baseline}`, async () => {
        const options: FitOptions = {
          ...{ ...SMALL, past: ["leads", "noise"], future: ["plan"], calendar: ["weekday"], holidays: "DE" },
          ...{ epochs: 12, learning_rate: 0.02, preparation: preparation! },
        };
        const found = await explained(options, { baseline });
        expect(found.attribution).toMatchObject({ against: baseline, season: baseline === "mean" ? 7 : 1 });
        expect(found.attribution.inputs.map(({ name, kind }) => [kind, name])).toEqual([
          ["target", "y"],
          ["past", "leads"],
          ["past", "noise"],
          ["future", "plan"],
          ["holidays", "DE"],
          ["calendar", "weekday"],
        ]);
        expect(miss(found)).toBeLessThan(1e-3);
      });
    }
  }

  for (const [cell, { lastOnly, graph, cell: equations }] of Object.entries(FAMILY)) {
    test(`sum up for a trained ${cell}, and every input has its importance`, async () => {
      // Three or four units of a row may come so close to one another that to normalise them is nearly a step.
      const narrow = cell === "layer-norm" ? [16, 12] : [4, 3];
      const units = lastOnly === true ? [4] : narrow;
      const edges = graph === true ? { graph: PAIR } : {};
      const trained = { ...SMALL, ...edges, past: ["leads"], cell, units, learning_rate: 0.02, linear_path: false };
      const found = await explained(trained);
      const remarks = found.notes.map(({ code }) => code);
      expect([miss(found) < (ROUGH[cell] ?? 1e-3), remarks]).toEqual([true, []]);
      // Of several sums the finest is told, not the one that happens to miss least.
      if (miss(found) > 2e-4) expect(found.attribution.nodes).toBe(512);
      expect(found.importance!.inputs.every(({ rise }) => Number.isFinite(rise))).toBe(true);
      if (equations === null) expect(found.gates.length).toBeGreaterThan(0);
      else expect(found.gates.map(({ part }) => part)).toEqual([null, null]);
      const shown = found.gates.flatMap(({ gates }) => gates.map(({ values }) => values));
      expect(shown.every((values) => values.every((value) => Number.isFinite(value)))).toBe(true);
      expect(found.alignments.length).toBe(/^attention|^da-rnn/.test(cell) ? 1 : 0);
    });
  }

  test("sum up in both directions, and with the window as one step", async () => {
    for (const shape of [{ directions: 2 as const }, { window_as: "features" as const }]) {
      expect(miss(await explained({ ...SMALL, past: ["leads"], ...shape, learning_rate: 0.02 }))).toBeLessThan(1e-3);
    }
  });

  test("of a linear model are weight × (reading − baseline), exactly", async () => {
    const frame = table();
    const plain = { target: [], covariates: [], window: "none" as const };
    const { model } = await fit(frame, { ...SMALL, past: ["leads"], epochs: 0, preparation: plain });
    const { attribution, origin } = await explain(model, frame, { step: 2, repeats: 1 });
    // The weights by the model's own answers: what one more in a reading does to the forecast.
    const forecast = (name: string, row: number, more: number) =>
      model.forecast({
        frame: sliceRows(
          changed(frame, name, (v, at) => (at === row ? v + more : v)),
          0,
          origin + 1,
        ),
      }).forecasts.values[1]!;
    for (const { name, values, readings, baseline } of attribution.inputs) {
      for (let i = 0; i < 10; i++) {
        const row = origin - 9 + i;
        const weight = (forecast(name, row, 64) - forecast(name, row, -64)) / 128;
        const at = row - attribution.first;
        expect(readings![at]).toBe(columnOf(frame, name).values[row]);
        // The baseline by hand: the mean over every earlier window that ends so many whole weeks before.
        const before = [];
        for (let end = origin - 7; end >= 9; end -= 7) before.push(columnOf(frame, name).values[row - origin + end]!);
        expect(attribution.windows).toBe(before.length);
        expect(baseline![at]).toBeCloseTo(
          before.reduce((sum, value) => sum + value / before.length, 0),
          10,
        );
        expect(values[at]! - weight * (readings![at]! - baseline![at]!)).toBeCloseTo(0, 5);
      }
    }
    expect(Math.abs(attribution.residual)).toBeLessThan(1e-4);
    model.close();
  });

  test("follow the sign of what an input does", async () => {
    const frame = table();
    const { model } = await fit(frame, { ...SMALL, past: ["leads"], horizon: 1 });
    const leadsTo = async (value: number) => {
      const origin = ROWS - 1;
      const set = changed(frame, "leads", (old, row) => (row === origin ? value : old));
      const { attribution } = await explain(model, set, { repeats: 1 });
      return attribution.inputs[1]!.values[origin - attribution.first]!;
    };
    // y is three times what leads said the day before, whose mean is 5.
    expect(await leadsTo(10)).toBeGreaterThan(5);
    expect(await leadsTo(0)).toBeLessThan(-5);
    model.close();
  });

  test("are of the step that was asked for, in the target's unit; their mean is that of all steps", async () => {
    const frame = table();
    const { model } = await fit(frame, { ...SMALL, past: ["leads"], future: ["plan"] });
    const asked = { repeats: 1, origin: 140 };
    const all = await explain(model, frame, asked);
    const steps = await Promise.all([1, 2, 3].map((step) => explain(model, frame, { ...asked, step })));
    steps.forEach(({ attribution }, k) => {
      expect(attribution.forecast).toBe(all.forecast.values[k]!);
    });
    const mean = steps[0]!.attribution.inputs.map(({ values }, i) =>
      values.map((_, row) => steps.reduce((sum, one) => sum + one.attribution.inputs[i]!.values[row]! / 3, 0)),
    );
    all.attribution.inputs.forEach(({ values }, i) => {
      expect(largestError(values, mean[i]!)).toBeLessThan(1e-3);
    });
    // Only what is known in advance counts in the rows ahead.
    const ahead = (input: number) => all.attribution.inputs[input]!.values.subarray(141 - all.attribution.first);
    expect(ahead(0).every((value) => value === 0)).toBe(true);
    expect(ahead(1).every((value) => value === 0)).toBe(true);
    expect(ahead(2).length).toBe(3);
    model.close();
  });

  test("and gates change with nothing that lies behind the origin; the forecast is the model's own", async () => {
    const frame = table();
    const { model } = await fit(frame, { ...SMALL, past: ["leads"] });
    const origin = 120;
    const spoilt = ["y", "leads"].reduce(
      (made, name) => changed(made, name, (value, row) => (row > origin ? 9 * value + row : value)),
      frame,
    );
    const [one, other] = [await explain(model, frame, { origin }), await explain(model, spoilt, { origin })];
    expect(other.attribution).toEqual(one.attribution);
    expect(other.gates).toEqual(one.gates);
    expect(one.forecast.values).toEqual(model.forecast({ frame: sliceRows(frame, 0, origin + 1) }).forecasts.values);
    model.close();
  });

  test("of a saved model are those of the model, and of the airline's passengers sum up with every choice left to fit", async () => {
    const frame = airPassengers();
    const { model } = await fit(frame, { target: "passengers", units: [8], epochs: 15 });
    const loaded = await loadModel(await model.save());
    const found = await explain(model, frame, { repeats: 2 });
    expect(await explain(loaded, frame, { repeats: 2 })).toEqual(found);
    expect(miss(found)).toBeLessThan(1e-3);
    expect(found.attribution).toMatchObject({ against: "mean", season: 12 });
    expect(found.forecast.values).toEqual(model.forecast({ frame }).forecasts.values);
    model.close();
    loaded.close();
  });
});
