import { cell, normalized, tanh } from "@gatecast/engine";
import { expect, test } from "vitest";
import { compare } from "../compare/index.ts";
import { type FitOptions, fit, fitPanel } from "./index.ts";
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
  const options = { target: "y", calendar: [], lookback: 7, horizon: 3, units: [4], epochs: 1, learning_rate: 0.01 };
  const { notes } = await compare(dailyTable(), options, { cells: ["lstm", "layer-norm"], seeds: 2 });
  expect(notes.filter(({ code }) => code === "sees_signs")).toEqual([SIGNS]);
});
