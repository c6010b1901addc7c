import { cell, compileCell, stopGradient } from "@gatecast/engine";
import { CELLS } from "@gatecast/nn";
import { expect, test } from "vitest";
import type { CompiledCell } from "../../packages/engine/src/cell/compile.ts";
import { evaluate, type Leaves } from "../../packages/engine/src/cell/evaluate.ts";
import type { Node } from "../../packages/engine/src/cell/expression.ts";
import { inOrder } from "../../packages/engine/src/cell/graph.ts";
import { carriedNames } from "../../packages/engine/src/cell/layout.ts";
import type { StageEquations } from "../../packages/engine/src/cell/stage.ts";
import { draws } from "../support/draws.ts";
import { frozenStops } from "../support/frozen-stops.ts";
import { TEST_CELLS } from "../support/test-cells.ts";

const H = 3;

const leafKey = (node: Node): string | null =>
  node.kind === "gate" || node.kind === "state" || node.kind === "vector" || node.kind === "given"
    ? `${node.kind} ${node.name}`
    : null;

/** What a stage's gradients are gradients of, each with its equation. */
function slopesOf(compiled: CompiledCell, stage: StageEquations): { leaf: string; value: Node }[] {
  const { slots, cell } = compiled;
  const slot = (at: number) => (at < slots.length ? `gate ${slots[at]}` : `vector ${cell.vectors[at - slots.length]}`);
  const carried = (at: number) => `${at < cell.states.length ? "state" : "given"} ${carriedNames(cell)[at]}`;
  return [
    ...stage.gradients.map(({ slot: at, value }) => ({ leaf: slot(at), value })),
    ...stage.stateGradients.map(({ carried: at, value }) => ({ leaf: carried(at), value })),
  ];
}

/** Every leaf of a cell, drawn anew for a trial; numbers of the clock are the cell's own. */
function leavesOf({ cell }: CompiledCell, trial: string): Map<string, ArrayLike<number>> {
  const names = [
    ...cell.gates.map(({ name }) => `gate ${name}`),
    ...cell.states.map((name) => `state ${name}`),
    ...cell.vectors.map((name) => `vector ${name}`),
    ...cell.given.map((name) => `given ${name}`),
  ];
  return new Map<string, ArrayLike<number>>([
    ...names.map((name) => [name, Float64Array.from(draws(H, `${trial} ${name}`))] as const),
    ...cell.fixed.map(
      ({ name, value }) => [`fixed ${name}`, Float64Array.from({ length: H }, (_, h) => value(h, H))] as const,
    ),
    ["time", new Float64Array(H).fill(4)],
  ]);
}

for (const cell of [...Object.values(CELLS), ...Object.values(TEST_CELLS)]) {
  const compiled = compileCell(cell);
  const frozen = frozenStops(cell);
  compiled.stages.forEach((stage, s) => {
    const frozenStage = compileCell(frozen.cell).stages[s]!;
    test(`${cell.name}: the derived gradient of stage ${s} is the slope of its equations`, () => {
      for (let trial = 0; trial < 20; trial++) {
        const leaves = leavesOf(compiled, `${cell.name} ${s} ${trial}`);
        const adjoints = stage.outputs.map((_, o) => draws(H, `${cell.name} ${s} ${trial} adjoint ${o}`));
        const stops = frozen.stopped.map((node, i) => [`given stopped ${i}`, evaluate(node, leaves, H)] as const);
        const loss = (moved: Leaves) => {
          const at = new Map([...moved, ...stops]);
          return frozenStage.outputs.reduce((sum, { value }, o) => {
            const values = evaluate(value, at, H);
            return sum + adjoints[o]!.reduce((part, adjoint, h) => part + adjoint * values[h]!, 0);
          }, 0);
        };
        const known = new Map(leaves);
        for (const [o, { carried }] of stage.outputs.entries()) {
          known.set(`adjoint ${carriedNames(cell)[carried]}`, adjoints[o]!);
        }
        for (const { leaf, value } of slopesOf(compiled, stage)) {
          const derived = evaluate(value, known, H);
          for (let h = 0; h < H; h++) {
            const moved = (by: number) => {
              const at = Float64Array.from(leaves.get(leaf)!);
              at[h]! += by;
              return loss(new Map([...leaves, [leaf, at]]));
            };
            const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            // Normalising three units may be steep.
            const scale = Math.max(1, Math.abs(slope));
            expect(Math.abs(derived[h]! - slope) / scale, `dL / d ${leaf} of unit ${h}`).toBeLessThan(1e-5);
          }
        }
      }
    });

    test(`${cell.name}: stage ${s} has a gradient for exactly what its equations are made of`, () => {
      const leaves = inOrder(stage.outputs.map(({ value }) => value)).flatMap((node) => leafKey(node) ?? []);
      expect(
        slopesOf(compiled, stage)
          .map(({ leaf }) => leaf)
          .sort(),
      ).toEqual(leaves.sort());
    });
  });
}

test("no gradient flows through what is stopped, and all of it through what stands beside", () => {
  const own = cell({
    name: "stopped",
    source: "for tests",
    states: ["h"],
    gates: { a: "x + h" },
    step: ({ a }, { h }) => ({ h: stopGradient(a).times(a).plus(h) }),
  });
  const { stages } = compileCell(own);
  const a = stages[0]!.gradients[0]!.value;
  const leaves = new Map([
    ["gate a", [3]],
    ["state h", [5]],
    ["adjoint h", [2]],
  ]);
  expect(Array.from(evaluate(a, leaves, 1))).toEqual([6]);
});

test("equal parts of equations are one part, so that nothing transcendental is computed twice", () => {
  for (const cell of [...Object.values(CELLS), ...Object.values(TEST_CELLS)]) {
    const { stages } = compileCell(cell);
    const nodes = inOrder(
      stages.flatMap(({ outputs, gradients, stateGradients }) =>
        [...outputs, ...gradients, ...stateGradients].map(({ value }) => value),
      ),
    );
    const spelled = nodes.map((node) => JSON.stringify(node));
    expect(new Set(spelled).size, cell.name).toBe(nodes.length);
  }
});
