import { cell } from "@gatecast/engine";
import { FAMILY, Network } from "@gatecast/nn";
import { expect, test, vi } from "vitest";
import type { Task } from "../contracts/index.ts";
import { readFitOptions } from "../fit/index.ts";
import { readCompareChoices } from "./choices.ts";
import { independentWindows, OriginLosses } from "./origin-losses.ts";
import { parametersOf, sizeCell } from "./units.ts";

const namesOf = (choices: object, cell?: string) =>
  readCompareChoices(choices, cell === undefined ? {} : { cell }).entrants.map(({ name }) => name);

test("all stands for the family, after those named before it; where none is named, the option's cell is compared", () => {
  // What reads a graph takes part where there is one.
  const family = Object.keys(FAMILY).filter((name) => FAMILY[name]!.graph !== true);
  const graph = { weights: [[0]] };
  expect(readCompareChoices({ cells: ["all"] }, { graph }).entrants.length).toBe(Object.keys(FAMILY).length);
  expect(namesOf({ cells: ["all"] })).toEqual(family);
  expect(namesOf({ cells: ["gru", "all"] })).toEqual(["gru", ...family.filter((cell) => cell !== "gru")]);
  expect(namesOf({}, "gru")).toEqual(["gru"]);
  expect(namesOf({})).toEqual(["lstm", "gru"]);
  expect(readCompareChoices({}, {})).toMatchObject({ seeds: 5, parameters: undefined });
});

test("what cannot be compared is refused, with its option and the nearest name", () => {
  const refused = (choices: object) => {
    try {
      return readCompareChoices(choices, {});
    } catch (error) {
      return error;
    }
  };
  expect(refused({ cells: ["lstm", "gruu"] })).toMatchObject({
    ...{ kind: "usage", code: "cell_unknown" },
    details: { option: "--cells", hint: 'Did you mean "gru"?' },
  });
  const mine = cell({ name: "mine", source: "", states: ["h"], gates: { a: "x + h" }, step: ({ a }) => ({ h: a }) });
  for (const [twice, cells] of [
    ["lstm", ["lstm", "all", "lstm"]],
    ["mine", ["gru", mine, { ...mine }]],
  ] as const) {
    const message = `Two of the cells are called "${twice}".`;
    expect(refused({ cells })).toMatchObject({ kind: "usage", message, details: { option: "--cells" } });
  }
  for (const [choices, option] of [
    [{ cells: [] }, "--cells"],
    [{ cells: [3] }, "--cells"],
    [{ seeds: 0 }, "--seeds"],
    [{ seeds: 1.5 }, "--seeds"],
    [{ seeds: 1001 }, "--seeds"],
    [{ parameters: -1 }, "--parameters"],
  ] as const) {
    expect(refused(choices), option).toMatchObject({ code: "option_invalid", details: { option } });
  }
});

const entrant = (cell: string) => ({ name: cell, cell, own: null, around: {} });
const LSTM = entrant("lstm");
const task: Task = { target: "y", past: ["a"], future: [], calendar: [], lookback: 12, horizon: 6 };

test("every cell of the family is sized so that one unit more or less lies farther from the budget", () => {
  for (const cell of Object.keys(FAMILY)) {
    const settings = readFitOptions({ target: "y", cell, linear_path: false, graph: { weights: [[0]] } });
    for (const budget of [300, 5000, 60_000]) {
      const { units, parameters } = sizeCell(task, settings, entrant(cell), budget);
      expect(parameters).toBe(parametersOf(task, { ...settings, units }));
      const distance = (more: number): number => {
        try {
          return Math.abs(parametersOf(task, { ...settings, units: [units[0]! + more] }) - budget);
        } catch {
          // A width that this cell cannot have.
          return Number.POSITIVE_INFINITY;
        }
      };
      const around = [-1, 1].filter((more) => units[0]! + more >= 1 && units[0]! + more <= 1024);
      for (const more of around) expect(distance(more), `${cell} ${budget}`).toBeGreaterThanOrEqual(distance(0));
    }
  }
});

test("widths that a cell cannot have are passed over; a cell that can have none is told", () => {
  const settings = readFitOptions({ target: "y", linear_path: false });
  const shapes = Network.shapes.bind(Network);
  const only = (isPossible: (units: number) => boolean) =>
    vi.spyOn(Network, "shapes").mockImplementation((spec) => {
      const [layer] = spec.layers;
      if (layer?.kind === "recurrent" && isPossible(layer.units)) return shapes(spec);
      throw new RangeError("layers.0: units must be a multiple of 8");
    });
  const multiples = only((units) => units % 8 === 0);
  expect(sizeCell(task, settings, LSTM, 5000).units).toEqual([32]);
  expect(sizeCell(task, settings, LSTM, 1).units).toEqual([8]);
  multiples.mockRestore();
  const none = only(() => false);
  const found = "layers.0: units must be a multiple of 8";
  expect(() => sizeCell(task, settings, LSTM, 5000)).toThrow(
    expect.objectContaining({ code: "network_impossible", details: expect.objectContaining({ found }) }),
  );
  none.mockRestore();
});

test("several layers keep their proportions, and no layer grows beyond what fit takes", () => {
  const settings = readFitOptions({ target: "y", units: [40, 20] });
  const own = parametersOf(task, settings);
  expect(sizeCell(task, settings, LSTM, own)).toEqual({ units: [40, 20], parameters: own });
  const [first, second] = sizeCell(task, settings, LSTM, 4 * own).units;
  expect(second).toBe(Math.round(first! / 2));
  expect(Math.max(...sizeCell(task, { ...settings, units: [20, 40] }, LSTM, 1e12).units)).toBe(1024);
  expect(sizeCell(task, settings, LSTM, 1).units).toEqual([1, 1]);
});

test("the loss of a window is the mean squared error over the targets that are known", () => {
  const losses = new OriginLosses(Float64Array.of(0, 1, 2, Number.NaN, 4), 2);
  losses.add([0, 1], Float64Array.of(2, 4, 5, 100));
  losses.add([2], Float64Array.of(9, 4));
  expect(losses.values).toEqual([(1 + 4) / 2, 9, 0]);
});

test("windows that do not overlap are counted from the first on", () => {
  expect(independentWindows([0, 1, 2, 3, 4, 5, 6], 3)).toBe(3);
  expect(independentWindows([0, 1, 2, 9, 10, 13], 3)).toBe(3);
  expect(independentWindows([5, 6, 7], 1)).toBe(3);
  expect(independentWindows([], 3)).toBe(0);
});
