import {
  type Cell,
  type CellDefinition,
  cell,
  cellData,
  floor,
  greater,
  normalized,
  stopGradient,
  tanh,
} from "@gatecast/engine";
import { CELLS, readSafetensors } from "@gatecast/nn";
import { expect, test } from "vitest";
import { compare } from "../compare/index.ts";
import { cellNotes } from "./cell-notes.ts";
import { type FitOptions, fit, fitPanel, readFitOptions } from "./index.ts";
import { panelFixture, QUICK_PANEL } from "./panel/panel.fixture.ts";
import { dailyTable, QUICK } from "./series.fixture.ts";

const SIGNS = { code: "sees_signs", facts: { model: "layer-norm" } };
const own = cell({
  name: "normed",
  source: "for tests",
  states: ["h"],
  gates: { a: "x", b: "h" },
  unbiased: ["a"],
  step: ({ a, b }) => ({ h: tanh(normalized(a).plus(b)) }),
});

test("a network that sees little more than the sign of its only column says so, and no other does", async () => {
  const small: FitOptions = { ...QUICK, ...{ epochs: 0, calendar: [], cell: "layer-norm" } };
  const told = async (change: Partial<FitOptions>) => {
    const streamed: string[] = [];
    const { outcome, model } = await fit(
      dailyTable(),
      { ...small, ...change },
      { onEvent: (event) => void (event.kind === "note" && streamed.push(event.note.code)) },
    );
    model.close();
    const notes = outcome.notes.filter(({ code }) => code === "sees_signs");
    expect(streamed.filter((code) => code === "sees_signs")).toHaveLength(notes.length);
    return notes;
  };
  expect(await told({})).toEqual([SIGNS]);
  expect(await told({ cell: own })).toEqual([{ code: "sees_signs", facts: { model: "normed" } }]);
  for (const change of [
    { cell: "lstm" },
    { past: ["wind"] },
    { calendar: ["weekday" as const] },
    { window_as: "features" as const },
  ]) {
    expect(await told(change), JSON.stringify(change)).toEqual([]);
  }
});

test("so does a network over several series, and of several cells the one that it is true of", async () => {
  const { outcome, model } = await fitPanel(panelFixture([60, 60]), { ...QUICK_PANEL, cell: "layer-norm", epochs: 0 });
  model.close();
  expect(outcome.notes).toContainEqual(SIGNS);
  const options = { target: "y", calendar: [], lookback: 7, horizon: 3, units: [4, 2], epochs: 1, learning_rate: 0.01 };
  const { notes } = await compare(dailyTable(), options, { cells: ["lstm", "layer-norm", "depth-gated"], seeds: 2 });
  expect(notes.filter(({ code }) => code === "sees_signs")).toEqual([SIGNS]);
  const mapped = { code: "memory_mapped", facts: { model: "depth-gated", layers: "2" } };
  expect(notes.filter(({ code }) => code === "memory_mapped")).toEqual([mapped]);
});

test("which layers are not given the memory below is told, and those alone have a map in its place", async () => {
  for (const [change, layers] of [
    [{ units: [4, 3, 3, 5] }, "2, 4"],
    [{ units: [4, 3], directions: 2 }, "2"],
    [{ units: [4, 4, 4] }, null],
    [{ units: [4, 4], directions: 2, dropout: 0.1 }, null],
    [{ units: [4] }, null],
    [{ units: [4, 3], cell: "mogrifier" }, null],
  ] as const) {
    const options = { ...QUICK, cell: "depth-gated", ...change, units: [...change.units], epochs: 0 };
    const { outcome, model } = await fit(dailyTable(), options);
    const weights = readSafetensors(await model.save()).tensors.map(({ name }) => name);
    model.close();
    const about = JSON.stringify(change);
    const found = outcome.notes.filter(({ code }) => code === "memory_mapped");
    const facts = { model: options.cell, layers };
    expect(found, about).toEqual(layers === null ? [] : [{ code: "memory_mapped", facts }]);
    const maps = weights.flatMap((name) => /layers\.(\d+)\..*given\.memory\.weight$/.exec(name)?.[1] ?? []);
    const above = [...new Set(maps)].filter((layer) => layer !== "0").map((layer) => Number(layer) + 1);
    expect(above.join(", "), about).toBe(layers ?? "");
  }
});

test("gates and vectors that no gradient reaches are told, and no cell that comes with Gatecast has any", () => {
  const task = { target: "y", past: [], future: [], calendar: [], lookback: 7, horizon: 3 };
  const told = (cell: string, equations?: Cell) => {
    const data = equations === undefined ? {} : { equations: cellData(equations, [4]) };
    const settings = readFitOptions({ target: "y", cell, units: [4], ...data });
    return cellNotes(settings, task).filter(({ code }) => code === "never_learnt");
  };
  for (const name of Object.keys(CELLS)) expect(told(name), name).toEqual([]);
  const steps: readonly (readonly [CellDefinition["step"], string])[] = [
    [({ z, n }) => ({ h: stopGradient(tanh(z!)).times(tanh(n!)) }), "z"],
    [({ z, n }) => ({ h: greater(z!, 0).plus(floor(n!)) }), "z, n"],
    [({ z, n }, { h }) => ({ h: tanh(z!).plus(n!.times(0)).plus(h!.times(0.5)) }), "n"],
    [({ z, n }) => ({ h: greater(z!, 0).times(z!).plus(tanh(n!)) }), ""],
  ];
  const peephole: CellDefinition["step"] = ({ z, n }, { h }, { p }) => ({
    h: tanh(z!.plus(n!)).plus(stopGradient(p!.times(h!))),
  });
  for (const [step, parts, vectors] of [
    ...steps.map((one) => [...one, []] as const),
    [peephole, "p", ["p"]] as const,
  ]) {
    const gates = { z: "x + h", n: "x" };
    const made = cell({ name: "mine", source: "for tests", states: ["h"], gates, vectors, step });
    const expected = parts === "" ? [] : [{ code: "never_learnt", facts: { model: "mine", parts } }];
    expect(told("mine", made), parts).toEqual(expected);
  }
});

test("who reads windows from both ends whatever is asked for says so where it is asked for, and nobody else", () => {
  const task = { target: "y", past: [], future: [], calendar: [], lookback: 7, horizon: 3 };
  const told = (cell: string, directions: 1 | 2) =>
    cellNotes(readFitOptions({ target: "y", cell, units: [4], directions }), task).filter(
      ({ code }) => code === "both_ends_anyway",
    );
  expect(told("bert-lstm", 2)).toEqual([{ code: "both_ends_anyway", facts: { model: "bert-lstm" } }]);
  expect([told("bert-lstm", 1), ...["lstm", "tcn", "da-rnn"].map((cell) => told(cell, 2))]).toEqual([[], [], [], []]);
});
