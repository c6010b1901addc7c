import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { checkNetworkSpec } from "../../fit/check-network-spec.ts";
import { checkSequence } from "../../fit/check-sequence.ts";
import { checkGraph } from "../../fit/graph.ts";
import { type FitSettings, readFitOptions } from "../../fit/options.ts";
import { failureOf } from "../../tune/failure-of.ts";
import { refusalZh } from "./refusal-zh.ts";

const ASKED: readonly Partial<FitSettings>[] = [
  { directions: 2 },
  { units: [4, 4] },
  { dilations: [2] },
  { dilations: [30] },
  { variational: 0.1 },
  { sparsity: 0.5 },
  { pretrain: 2 },
  { pretrain: 2, window_as: "features" },
  { window_as: "features", graph: { nodes: ["y"], weights: [[0]] } },
];
const PLAIN = readFitOptions({ target: "y" });
const CHECKS: readonly ((settings: FitSettings) => void)[] = [
  checkSequence,
  checkGraph,
  (settings) => checkNetworkSpec(settings, 12, 3),
];

test("whatever a cell cannot be is told in Chinese too, with the cell's name", () => {
  const messages = new Set<string>();
  for (const cell of Object.keys(FAMILY)) {
    for (const asked of ASKED) {
      for (const check of CHECKS) {
        try {
          check({ ...PLAIN, cell, ...asked });
        } catch (error) {
          messages.add(failureOf(error)!.message);
        }
      }
    }
  }
  expect(messages.size).toBeGreaterThan(20);
  for (const message of [...messages, "Training broke down in epoch 2: the loss is NaN."]) {
    const told = refusalZh(message);
    expect(told, message).toMatch(/\p{Script=Han}.*。$/u);
    const [, cell] = /"(.+?)"/.exec(message) ?? [];
    if (cell !== undefined) expect(told).toContain(`“${cell}”`);
  }
  expect(refusalZh("Something new.")).toBe("Something new.");
});
