import { compileCell } from "@gatecast/engine";
import { CELLS } from "@gatecast/nn";
import { expect, test } from "vitest";
import type { CompiledCell } from "../../packages/engine/src/cell/compile.ts";
import type { Node } from "../../packages/engine/src/cell/expression.ts";
import { inOrder } from "../../packages/engine/src/cell/graph.ts";
import { evaluate, type Leaves } from "../../packages/engine/src/cell/reference.ts";
import type { StageEquations } from "../../packages/engine/src/cell/stage.ts";
import { draws } from "../support/draws.ts";
import { TEST_CELLS } from "../support/test-cells.ts";

/** The name of a carried array: a state, or a `between` value behind the states. */
const carriedName = ({ cell }: CompiledCell, carried: number) =>
  cell.states[carried] ?? cell.between[carried - cell.states.length]!.name;

const leafKey = (node: Node): string | null =>
  node.kind === "gate" || node.kind === "state" || node.kind === "vector" ? `${node.kind} ${node.name}` : null;

/** What a stage's gradients are gradients of, each with its equation. */
function slopesOf(compiled: CompiledCell, stage: StageEquations): { leaf: string; value: Node }[] {
  const { slots, cell } = compiled;
  const name = (slot: number) =>
    slot < slots.length ? `gate ${slots[slot]}` : `vector ${cell.vectors[slot - slots.length]}`;
  return [
    ...stage.gradients.map(({ slot, value }) => ({ leaf: name(slot), value })),
    ...stage.stateGradients.map(({ carried, value }) => ({ leaf: `state ${cell.states[carried]}`, value })),
  ];
}

for (const cell of [...Object.values(CELLS), ...Object.values(TEST_CELLS)]) {
  const compiled = compileCell(cell);
  compiled.stages.forEach((stage, s) => {
    test(`${cell.name}: the derived gradient of stage ${s} is the slope of its equations`, () => {
      const names = [
        ...cell.gates.map(({ name }) => `gate ${name}`),
        ...cell.states.map((name) => `state ${name}`),
        ...cell.vectors.map((name) => `vector ${name}`),
      ];
      for (let trial = 0; trial < 20; trial++) {
        const values = draws(names.length + stage.outputs.length, `${cell.name} ${s} ${trial}`);
        const leaves = new Map(names.map((name, i) => [name, values[i]!]));
        const adjoints = stage.outputs.map((_, o) => values[names.length + o]!);
        const loss = (at: Leaves) =>
          stage.outputs.reduce((sum, { value }, o) => sum + adjoints[o]! * evaluate(value, at), 0);
        const known = new Map(leaves);
        for (const [o, { carried }] of stage.outputs.entries()) {
          known.set(`adjoint ${carriedName(compiled, carried)}`, adjoints[o]!);
        }
        for (const { leaf, value } of slopesOf(compiled, stage)) {
          const at = leaves.get(leaf)!;
          const moved = (by: number) => loss(new Map([...leaves, [leaf, at + by]]));
          const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
          expect(Math.abs(evaluate(value, known) - slope), `dL / d ${leaf}`).toBeLessThan(1e-6);
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
