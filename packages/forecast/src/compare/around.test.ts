import { cell, tanh } from "@gatecast/engine";
import { WRAPPERS } from "@gatecast/nn";
import { expect, test } from "vitest";
import type { Problem } from "../contracts/index.ts";
import { type FitOptions, fit, readFitOptions, WRAPPER_OPTIONS, WRAPPER_SUFFIXES } from "../fit/index.ts";
import { dailyTable } from "../fit/series.fixture.ts";
import { compareConclusion } from "../report/compare/compare-conclusion.ts";
import { readWrapped, type WrappedCell } from "./around.ts";
import { readCompareChoices, settingsFor } from "./choices.ts";
import { compare } from "./index.ts";

const asked: FitOptions = {
  ...{ target: "y", past: ["wind"], horizon: 3, split: { validation: 20, test: 32 }, seed: 5, lookback: 7 },
  ...{ units: [6], batch: 16, linear_path: false, epochs: 2, calendar: [], learning_rate: 0.01 },
};
const mine = cell({
  name: "mine",
  source: "for tests",
  states: ["h"],
  gates: { n: "x + h" },
  step: ({ n }) => ({ h: tanh(n) }),
});
const readOf = (...cells: unknown[]) => readCompareChoices({ cells }, {}).entrants;

test("all that can be put around a cell is written behind its name, in one order, and read as the options of fit", () => {
  expect(Object.keys(WRAPPER_SUFFIXES)).toEqual(Object.keys(WRAPPERS));
  expect(Object.keys(WRAPPER_OPTIONS)).toEqual(Object.keys(WRAPPERS));
  const suffixes = Object.values(WRAPPER_SUFFIXES);
  for (const suffix of suffixes) expect(readOf(`lstm${suffix}`)[0]!.name).toBe(`lstm${suffix}`);
  const all = readWrapped(`gru${suffixes.toReversed().join("")}`);
  expect(all).toEqual({
    ...{ cell: "gru", dilations: [1, 2, 4], directions: 2, layers: 2, residual: true, variational: 0.2, sparsity: 0.8 },
  });
  expect(readOf(all)[0]!.name).toBe(`gru${suffixes.join("")}`);
  expect(readOf("lstm+sparse:.50")[0]).toMatchObject({ name: "lstm+sparse:0.5", around: { sparsity: 0.5 } });
  // A path may have a + in it.
  expect(readWrapped("./a+b/mine.mjs+bidirectional")).toEqual({ cell: "./a+b/mine.mjs", directions: 2 });
  expect(readOf({ cell: mine, residual: true, sparsity: undefined })[0]).toMatchObject({
    ...{ name: "mine+residual-layers", cell: "mine", own: mine, around: { residual: true } },
  });
  const family = readOf("all").map(({ name }) => name);
  expect(readOf("gru", "all+bidirectional").map(({ name }) => name)).toEqual([
    "gru",
    ...family.map((name) => `${name}+bidirectional`),
  ]);
});

test("a cell has as many layers as are said to be around it, and what is not said is as for all", () => {
  const settings = readFitOptions({ target: "y", units: [8], variational: 0.1 });
  const unitsOf = (named: string, units = [8]) => settingsFor(readOf(named)[0]!, { ...settings, units }).units;
  expect(unitsOf("lstm+dilated:1/2/4")).toEqual([8, 8, 8]);
  expect(unitsOf("lstm+dilated:7")).toEqual([8]);
  expect(unitsOf("lstm+dilated:1/2", [8, 4])).toEqual([8, 4]);
  expect(unitsOf("lstm+stacked:2")).toEqual([8, 8]);
  expect(unitsOf("lstm+stacked:1", [8, 4])).toEqual([8]);
  expect(settingsFor(readOf("gru+sparse:0.5")[0]!, settings)).toEqual({ ...settings, cell: "gru", sparsity: 0.5 });
});

test("what cannot go around a cell is refused with what can", () => {
  const refused = (...cells: unknown[]): Problem["details"] => {
    try {
      readOf(...cells);
    } catch (error) {
      expect(error).toMatchObject({ kind: "usage", details: { option: "--cells" } });
      return (error as Problem).details;
    }
    throw new Error(`not refused: ${JSON.stringify(cells)}`);
  };
  for (const [named, found, needed] of [
    ["lstm+variational", "no value", "a share between 0 and 1"],
    ["lstm+variational:1", "1", "a share between 0 and 1"],
    ["lstm+sparse:most", '"most"', "a share between 0 and 1"],
    ["lstm+dilated:1/x", '[1,"x"]', "whole numbers from 1, one for each layer"],
    ["lstm+bidirectional:2", '"2"', "no value"],
    ["lstm+stacked:0", "0", "a number of layers from 1 to 16"],
    ["lstm+sparse:0.5+sparse:0.6", "+sparse twice", "it once"],
    [{ cell: "lstm", residual: false }, "false", "no value"],
  ] as const) {
    expect(refused(named)).toMatchObject({ found, needed, hint: expect.stringMatching(/^Write it as in lstm\+/) });
  }
  expect(refused("lstm+residual").hint).toBe("Did you mean +residual-layers?");
  expect(refused("lstm+dilate:1").hint).toBe("Did you mean +dilated:1/2/4?");
  expect(refused({ cell: "lstm", sparse: 0.5 }).hint).toBe("Did you mean sparsity?");
  expect(refused("lstm", "variational").hint).toContain("lstm+variational:0.2");
  expect(refused("lstm+dilated:1", "2", "4").hint).toContain("lstm+dilated:1/2/4");
  expect(refused("lsmt+sparse:0.5").hint).toBe('Did you mean "lstm"?');
  expect(refused({ cell: "lstm", sparsity: 0.5 }, "lstm+sparse:0.5").needed).toContain("every cell once");
});

test("a cell with something around it stands beside the plain one, trained as fit trains it, under its own name", async () => {
  const cells: readonly (string | WrappedCell)[] = [
    ...["lstm", "lstm+bidirectional", "lstm+dilated:1/2", "lstm+variational:0.5", "tcn+sparse:0.5"],
    ...[{ cell: "lstm", sparsity: 0.5 }, { cell: mine, residual: true } as const],
  ];
  const outcome = await compare(dailyTable(), asked, { cells, seeds: 1 });
  const names = outcome.cells.map(({ cell: name }) => name);
  expect(names).toEqual([
    ...["lstm", "lstm+bidirectional", "lstm+dilated:1/2", "lstm+variational:0.5", "tcn+sparse:0.5"],
    ...["lstm+sparse:0.5", "mine+residual-layers"],
  ]);
  const options: readonly FitOptions[] = [
    ...[{}, { directions: 2 }, { dilations: [1, 2] }, { variational: 0.5 }, {}, { sparsity: 0.5 }].map((around) => ({
      ...asked,
      ...(around as Partial<FitOptions>),
    })),
    { ...asked, cell: mine, residual: true },
  ];
  for (const [at, { cell: name, units, runs, mean, failure }] of outcome.cells.entries()) {
    if (name.startsWith("tcn")) {
      expect(failure?.message).toContain('"tcn" has no matrix of recurrent weights to prune');
      continue;
    }
    const alone = await fit(dailyTable(), { ...options[at]!, units: [...units] });
    alone.model.close();
    expect(runs[0]!.weightsSha256, name).toBe(alone.outcome.weightsSha256);
    expect([runs[0]!.score.model, mean.model]).toEqual([name, name]);
  }
  const scored = names.filter((name) => !name.startsWith("tcn"));
  expect(new Set(outcome.tests.map(({ first }) => first))).toEqual(new Set(scored));
  for (const { parameters } of outcome.cells.filter(({ failure }) => failure === null)) {
    expect(Math.abs(parameters / outcome.budget - 1)).toBeLessThan(0.25);
  }
  for (const lang of ["en", "zh"] as const) expect(compareConclusion(outcome, lang)).toContain("tcn+sparse:0.5");
  expect(outcome.configuration.cells).toEqual(names);
  expect(readOf(...names.slice(0, -1)).map(({ name }) => name)).toEqual(names.slice(0, -1));
});

test("where no cell can be, what is to be left out is named as it was written", async () => {
  const hintOf = (...cells: string[]) =>
    compare(dailyTable(), asked, { cells }).catch((error: Problem) => [error.details.option, error.details.hint]);
  expect(await hintOf("tcn+sparse:0.5")).toEqual(["--cells", "Leave out +sparse, or choose other --cells."]);
  expect(await hintOf("lstm+dilated:9")).toEqual(["--cells", "Give +dilated below 7, or a longer --lookback."]);
  expect(await hintOf("segrnn+stacked:2")).toEqual(["--cells", "Give +stacked:1, or other --cells."]);
});

test("a look-back is chosen in which every cell can be, whatever is around which", async () => {
  const options: FitOptions = { ...asked, lookback: [7, 14, 20] };
  const { cells, lookback, notes } = await compare(dailyTable(), options, {
    cells: ["lstm", "lstm+dilated:14"],
    seeds: 1,
  });
  expect([lookback, ...cells.map(({ failure }) => failure)]).toEqual([20, null, null]);
  expect(notes.map(({ code }) => code)).toContain("lookbacks_within_dilation");
  // One that no look-back holds is left out, and the others are not held to it.
  const most = await compare(dailyTable(), options, { cells: ["lstm+dilated:40", "lstm+dilated:14"], seeds: 1 });
  expect([most.lookback, ...most.cells.map(({ failure }) => failure?.code)]).toEqual([
    20,
    "network_impossible",
    undefined,
  ]);
});
