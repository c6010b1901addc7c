import { generator, seed } from "@gatecast/engine";
import { FAMILY, memberFormula } from "@gatecast/nn";
import { describe, expect, test } from "vitest";
import type { Problem } from "../contracts/index.ts";
import { columnOf, frameFrom, sliceRows } from "../data/index.ts";
import type { Forecaster } from "../fit/forecaster.ts";
import { type FitOptions, fit, fitPanel } from "../fit/index.ts";
import { explained, miss, ROWS, SMALL, table } from "./explain.fixture.ts";
import { explain } from "./explain.ts";
import { partName } from "./gates.ts";

describe("importance", () => {
  test("is near 0 for a column of noise, and large for one that the target follows", async () => {
    const found = await explained({ ...SMALL, past: ["leads", "noise"], calendar: ["weekday"], horizon: 1 });
    const { rmse, inputs, unseen } = found.importance!;
    const [own, leads, noise] = inputs;
    expect(unseen).toBe(true);
    expect(leads!.rise).toBeGreaterThan(5 * rmse);
    expect(Math.abs(noise!.rise)).toBeLessThan(0.15 * rmse);
    expect(own!.rmse).toHaveLength(3);
    expect(leads!.rise).toBeCloseTo(leads!.rmse.reduce((sum, one) => sum + one / 3, 0) - rmse, 10);
  });

  test("starts from the RMSE that evaluate finds on the same rows, and is drawn from the seed", async () => {
    const frame = table();
    const { model } = await fit(frame, { ...SMALL, past: ["leads"], calendar: ["weekday"] });
    const found = await explain(model, frame, { repeats: 2 });
    const { scores, windows, rows } = model.evaluate(frame);
    expect(found.importance!.rmse).toBeCloseTo(scores[0]!.rmse, 10);
    expect(found.importance).toMatchObject({ windows, of: windows, unseen: true, rows });
    const step = await explain(model, frame, { repeats: 2, step: 3 });
    expect(step.importance!.rmse).toBeCloseTo(scores[0]!.perStep[2]!.rmse, 10);
    expect((await explain(model, frame, { repeats: 2 })).importance).toEqual(found.importance);
    expect((await explain(model, frame, { repeats: 2, seed: 2 })).importance).not.toEqual(found.importance);
    model.close();
  });

  test("of the target's past is that of its whole history, whatever a forecast is undone from", async () => {
    const rows = 200;
    const random = generator(seed(4));
    let level = 0;
    const y = Float64Array.from({ length: rows }, () => (level += random() - 0.5));
    const frame = frameFrom({ id: "walk", start: "2024-01-01", step: "day", columns: { y } });
    const differences = { target: [{ kind: "difference" as const, lag: 1 }], covariates: [], window: "none" as const };
    const { model } = await fit(frame, { ...SMALL, horizon: 1, preparation: differences });
    const { importance } = await explain(model, frame);
    // A random walk is its last value: another window's is as far away as the walk has gone meanwhile.
    expect(importance!.inputs[0]!.rise).toBeGreaterThan(importance!.rmse);
    model.close();
  });

  test("is taken on rows that the model has seen where there are no others, and says so; without windows there is none", async () => {
    const frame = table();
    const { model } = await fit(frame, { ...SMALL, past: ["leads"] });
    const seen = await explain(model, sliceRows(frame, 0, 100), { repeats: 1 });
    expect(seen.importance).toMatchObject({ unseen: false });
    expect(seen.notes).toContainEqual({ code: "importance_of_seen_rows", facts: {} });
    const short = await explain(model, sliceRows(frame, 148, 160), { repeats: 1, baseline: "last" });
    expect(short.importance).toBeNull();
    expect(short.notes).toEqual([{ code: "importance_impossible", facts: { windows: 0 } }]);
    model.close();
  });
});

describe("gates", () => {
  test("are those of every layer and direction, over the rows of the window", async () => {
    const options = { ...SMALL, units: [4, 3], directions: 2 as const, dropout: 0.2 };
    const { gates, origin } = await explained(options, { unit: 3 });
    const rows = Array.from({ length: 10 }, (_, t) => ({ first: origin - 9 + t, last: origin - 9 + t }));
    expect(gates.map(({ layer, part, reverse, units, spans }) => [layer, part, reverse, units, spans])).toEqual([
      [1, null, false, 4, rows],
      [1, null, true, 4, rows],
      [2, null, false, 3, rows],
      [2, null, true, 3, rows],
    ]);
    expect(gates[0]!.gates.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      ...["i", "f", "g", "o"].map((name) => `gate ${name}`),
      ...["h", "c"].map((name) => `state ${name}`),
    ]);
    expect(gates[0]!.gates[1]!.values.every((value) => value > 0 && value < 1)).toBe(true);
    expect((await explained(options, { layer: 2 })).gates.map(({ layer }) => layer)).toEqual([2, 2]);
  });

  for (const [cell, part] of [
    ["lstm", ""],
    ["hierarchical", "level 2"],
    ["t-gcn", "node y"],
    ["gc-lstm", "node y"],
  ] as const) {
    test(`end in the state that the forecast of ${cell} is made of`, async () => {
      const frame = table();
      const graph =
        FAMILY[cell]!.graph === true
          ? {
              graph: {
                nodes: ["y", "leads"],
                weights: [
                  [0, 1],
                  [0.5, 0],
                ],
              },
            }
          : {};
      const { model } = await fit(frame, { ...SMALL, ...graph, past: ["leads"], linear_path: false, horizon: 1, cell });
      const { gates, forecast, origin } = await explain(model, frame, { repeats: 1 });
      const { network, preparation } = (model as Forecaster).parts;
      const own = gates.find((one) => partName(one.part) === part)!;
      const h = own.gates.find(({ name }) => name === "h")!.values.subarray(-6);
      const [weight, bias] = ["head.weight", "head.bias"].map((name) => network.parameters.read(name));
      const said = h.reduce((sum, value, unit) => sum + value * weight![unit]!, bias![0]!);
      // Relative to the last value, in standard deviations.
      const { spread } = preparation.target[1] as { readonly spread: number };
      expect(forecast.values[0]).toBeCloseTo(columnOf(frame, "y").values[origin]! + said * spread, 4);
      model.close();
    });
  }

  test("of parts have the rows of the table that their steps cover, those ahead as far as the forecast goes", async () => {
    const of = async (cell: string, asked = {}) => {
      const { gates, origin } = await explained({ ...SMALL, past: ["leads"], cell, epochs: 1 }, asked);
      return gates.map(({ part, spans }) => {
        const from = (row: number) => row - origin;
        return [
          partName(part),
          spans.length,
          ...[spans[0]!, spans.at(-1)!].map((one) => [from(one.first), from(one.last)]),
        ];
      });
    };
    expect(await of("multiscale")).toEqual([
      ["scale 1", 10, [-9, -9], [0, 0]],
      ["scale 2", 5, [-9, -8], [-1, 0]],
      ["scale 4", 3, [-9, -8], [-3, 0]],
    ]);
    expect(await of("multiscale", { part: "Scale 4", unit: 6 })).toHaveLength(1);
    expect(await of("attention")).toEqual([
      ["encoder", 10, [-9, -9], [0, 0]],
      ["decoder", 3, [1, 1], [3, 3]],
    ]);
    expect(await of("segrnn")).toEqual([
      ["segments", 3, [-9, -8], [-3, 0]],
      ["segments ahead", 1, [1, 3], [1, 3]],
    ]);
    const { equations } = await explained({ ...SMALL, cell: "multiscale", epochs: 1 });
    const [own, parts] = [equations.slice(0, equations.indexOf("")), equations.slice(1 + equations.indexOf(""))];
    expect(own).toEqual(await memberFormula(FAMILY.multiscale!));
    expect(parts).toEqual(["lstm:", ...(await memberFormula(FAMILY.lstm!))]);
    expect((await of("ntm")).map(([name]) => name)).toEqual(["controller", "write head", "read head", "memory"]);
  });

  test("of a window that is one step have one row: the origin", async () => {
    const { gates, origin } = await explained({ ...SMALL, window_as: "features" });
    expect(gates.map(({ spans }) => spans)).toEqual([[{ first: origin, last: origin }]]);
  });
});

describe("an attention", () => {
  const sums = (shares: Float64Array, width: number) =>
    Array.from({ length: shares.length / width }, (_, i) =>
      shares.subarray(i * width, (i + 1) * width).reduce((sum, share) => sum + share, 0),
    );

  test("shows the share of each row of the window in each step ahead", async () => {
    const { alignments, drivers, origin } = await explained({ ...SMALL, past: ["leads"], cell: "attention" });
    const [one] = alignments;
    expect(one).toMatchObject({ layer: 1, over: "ahead", first: origin - 9, rows: 10, steps: 3 });
    for (const sum of sums(one!.shares, 10)) expect(sum).toBeCloseTo(1, 5);
    expect(drivers).toEqual([]);
  });

  test("over columns shows which of them it chose at each row, those of a calendar's feature together", async () => {
    const options = { ...SMALL, past: ["leads"], future: ["plan"], calendar: ["weekday" as const], cell: "da-rnn" };
    const { alignments, drivers } = await explained({ ...options, epochs: 1 });
    expect(alignments[0]).toMatchObject({ over: "window", rows: 10, steps: 10 });
    const { inputs } = drivers[0]!;
    expect(inputs.map(({ name }) => name)).toEqual(["leads", "plan", "weekday"]);
    for (let t = 0; t < 10; t++) expect(inputs.reduce((sum, { shares }) => sum + shares[t]!, 0)).toBeCloseTo(1, 5);
    expect((await explained({ ...SMALL, cell: "da-rnn", epochs: 0 })).drivers).toEqual([]);
    // From both ends the way there is shown: the rows of the other run the other way.
    const both = await explained({ ...options, epochs: 1, directions: 2 });
    expect([both.alignments.length, both.drivers.length]).toEqual([1, 1]);
  });
});

describe("a panel", () => {
  test("is explained series by series; one that it does not know by its own rows", async () => {
    const whole = table(200);
    const named = (id: string, from: number, to: number) => ({ ...sliceRows(whole, from, to), id });
    const { model } = await fitPanel([named("a", 0, 120), named("b", 40, 200)], {
      ...SMALL,
      past: ["leads"],
    });
    const known = await explain(model, named("b", 40, 200), { repeats: 1 });
    expect(miss(known)).toBeLessThan(1e-3);
    // One horizon of each series was left out of the fit: one window, which nothing can be exchanged with.
    expect(known.notes).toEqual([{ code: "importance_of_seen_rows", facts: {} }]);
    expect(known.forecast.values).toEqual(
      model.forecast({ frames: [named("b", 40, 200)] }).series[0]!.forecasts[0]!.values,
    );
    const other = await explain(model, named("c", 0, 90), { repeats: 1 });
    expect(other.notes.map(({ code }) => code)).toContain("series_unseen");
    expect(miss(other)).toBeLessThan(1e-3);
    model.close();
  });
});

describe("what cannot be explained is refused with the facts", () => {
  const refused = async (asked: object, frame = table(), options: FitOptions = SMALL): Promise<Problem> => {
    const { model } = await fit(table(), options);
    try {
      return await explain(model, frame, asked).then(
        () => expect.unreachable("it should have been refused"),
        (error: Problem) => error,
      );
    } finally {
      model.close();
    }
  };

  test("options", async () => {
    for (const [asked, code, option] of [
      [{ step: 4 }, "step_unknown", "--step"],
      [{ step: 0 }, "option_invalid", "--step"],
      [{ unit: 7 }, "unit_unknown", "--unit"],
      [{ unit: "x" }, "option_invalid", "--unit"],
      [{ layer: 2 }, "layer_unknown", "--layer"],
      [{ part: "encoder" }, "part_unknown", "--part"],
      [{ part: "" }, "option_invalid", "--part"],
      [{ baseline: "median" }, "option_invalid", "--baseline"],
      [{ origin: 999 }, "origin_outside", "--at"],
      [{ repeat: 2 }, "option_unknown", undefined],
    ] as const) {
      const { kind, code: found, details } = await refused(asked);
      expect([kind, found, details.option], JSON.stringify(asked)).toEqual(["usage", code, option]);
      expect(details.needed).not.toBe("");
    }
  });

  test("a unit that only one layer has is told with that layer, and one that none has is not", async () => {
    const of = (asked: object, units: number[]) => refused(asked, table(), { ...SMALL, units, epochs: 1 });
    expect((await of({ unit: 5 }, [4, 6])).details).toMatchObject({
      needed: expect.stringContaining("1 to 4"),
      hint: expect.stringContaining("--layer 2"),
    });
    expect((await of({ unit: 9 }, [8, 8])).details.hint).toBe("Leave it out for all units.");
  });

  test("a part or a unit that a composed network has not is told with those that it has", async () => {
    const of = (asked: object) => refused(asked, table(), { ...SMALL, cell: "multiscale", epochs: 1 });
    expect((await of({ part: "scale 3" })).details).toMatchObject({ needed: "one of scale 1, scale 2, scale 4" });
    expect(await of({ part: "scale 2", unit: 7 })).toMatchObject({
      code: "unit_unknown",
      message: "There is no unit 7, only 1 to 6.",
    });
  });

  test("tables", async () => {
    const short = sliceRows(table(), 0, 8);
    expect(await refused({}, short)).toMatchObject({ kind: "data", code: "too_few_rows" });
    expect(await refused({ origin: 5 })).toMatchObject({ kind: "data", code: "too_few_rows" });
    const other = frameFrom({ start: "2024-01-01", step: "day", columns: { z: [1, 2, 3] } });
    expect(await refused({}, other)).toMatchObject({ kind: "data", code: "column_missing" });
    const future = { ...SMALL, future: ["plan"] };
    expect(await refused({ origin: 158 }, table(), future)).toMatchObject({ code: "future_missing" });
  });

  test("a table with few earlier windows is compared with its last value, and says so", async () => {
    const frame = table();
    const { model } = await fit(frame, SMALL);
    const { attribution, notes } = await explain(model, sliceRows(frame, 120, 140), { repeats: 1 });
    expect(attribution).toMatchObject({ against: "last", windows: 0 });
    expect(notes.map(({ code }) => code)).toContain("baseline_last");
    model.close();
  });

  test("the latest window is the latest that everything is known for", async () => {
    const frame = table();
    const { model } = await fit(frame, { ...SMALL, future: ["plan"] });
    expect((await explain(model, frame, { repeats: 1 })).origin).toBe(ROWS - 4);
    model.close();
  });

  test("a run is aborted while inputs are exchanged, and keeps what these have told where it is asked to", async () => {
    const frame = table();
    const { model } = await fit(frame, { ...SMALL, past: ["leads", "noise"] });
    const until = (inputs: number, keep: boolean) => {
      const stop = new AbortController();
      const onProgress = (reached: { inputs: number }) => {
        if (reached.inputs === inputs) stop.abort(new Error("stopped"));
      };
      return explain(model, frame, { repeats: 2 }, { signal: stop.signal, keep, onProgress });
    };
    const whole = await explain(model, frame, { repeats: 2 });
    const kept = await until(2, true);
    expect(kept.importance).toEqual({ ...whole.importance!, inputs: whole.importance!.inputs.slice(0, 2) });
    expect(kept.attribution).toEqual(whole.attribution);
    expect(kept.notes).toEqual([{ code: "importance_cut_short", facts: { inputs: 2, of: 3 } }]);
    expect((await until(0, true)).importance).toBeNull();
    // Before any exchange: contributions are there all the same.
    const signal = AbortSignal.abort(new Error("stopped"));
    const early = await explain(model, frame, { repeats: 2 }, { signal, keep: true });
    expect([early.attribution, early.gates, early.importance]).toEqual([whole.attribution, whole.gates, null]);
    await expect(until(2, false)).rejects.toThrow("stopped");
    model.close();
  });

  test("a run is aborted when it is asked to", async () => {
    const frame = table();
    const { model } = await fit(frame, { ...SMALL, units: [64] });
    const stop = AbortSignal.abort(new Error("stopped"));
    await expect(explain(model, frame, { repeats: 500 }, { signal: stop })).rejects.toThrow("stopped");
    model.close();
  });
});
