import { type Cell, compileCell, seed } from "@gatecast/engine";
import { cellFor } from "./index.ts";
import type { Member } from "./member.ts";

/** Rows of the windows that sizes are counted for, where a layer depends on them. */
export const SIZE_STEPS = 24;

/** Weights that training changes in one layer of H `units` over F `features`, the layer being the lowest of its network. */
export function weightsOf(member: Member, features: number, units: number): number {
  const output = member.lastOnly === true ? "last" : "sequence";
  const layer = member.layer("", features, {
    ...{ units, output, directions: 1, steps: SIZE_STEPS, outputs: 1, extras: 0, memory: null, seed: seed(0) },
  });
  const all = Object.values(layer.shapes).map((shape) => shape.reduce((product, size) => product * size, 1));
  const cell = cellFor(member, SIZE_STEPS);
  return all.reduce((sum, count) => sum + count, 0) - (cell === null ? 0 : fixedWeights(cell, units));
}

/** Recurrent weights that stand for good, and the places of biases that a gate does without. */
function fixedWeights(cell: Cell, units: number): number {
  let fixed = 0;
  for (const { connection, recurrent, bias } of cell.gates) {
    if (!bias) fixed += units;
    if (connection === null) continue;
    for (let from = 0; from < units; from++) {
      for (let to = 0; to < units; to++) if (connection(from, to, units) !== null) fixed += recurrent.length;
    }
  }
  return fixed;
}

/** What one step of one row costs on its way there, given maps of the input included. */
export interface StepCost {
  /** Of two numbers, divisions among them. */
  readonly multiplications: number;
  /** σ, tanh, exponentials, logarithms and square roots. */
  readonly functions: number;
}

/** The cost of a step of a compiled cell, counted in the equations that its kernel is made of. */
export function stepCost(cell: Cell, features: number, units: number): StepCost {
  const { inputGates, recurrentGates, stages } = compileCell(cell);
  const weights = features * (inputGates.length + cell.given.length) + units * recurrentGates.length;
  const { products, functions } = operationsIn(stages.flatMap(({ outputs }) => outputs.map(({ value }) => value)));
  return { multiplications: units * (weights + products), functions: units * functions };
}

type Value = ReturnType<typeof compileCell>["stages"][number]["outputs"][number]["value"];

/** Operations of one unit; a part that several equations share is computed once. */
function operationsIn(roots: readonly Value[]): { products: number; functions: number } {
  const seen = new Set<Value>();
  let [products, functions] = [0, 0];
  const visit = (node: Value): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "binary") {
      if (node.op === "multiply" || node.op === "divide") products++;
      visit(node.a);
      visit(node.b);
    } else if (node.kind === "unary" || node.kind === "mean" || node.kind === "normalized") {
      if (node.kind === "unary" && COSTLY.has(node.op)) functions++;
      visit(node.a);
    }
  };
  for (const root of roots) visit(root);
  return { products, functions };
}
const COSTLY: ReadonlySet<string> = new Set(["sigmoid", "tanh", "exp", "logSigmoid", "squareRoot"]);

/**
 * A count as a sum over F columns and H units, `4·F·H + 4·H² + 4·H`, found by counting at several sizes; H stands for
 * multiples of 8. Null where the count is no such sum.
 */
export function asPolynomial(count: (features: number, units: number) => number): string | null {
  const at = (f: number, h: number) => count(f, 8 * h);
  // Differences of a polynomial of degree 2: exact, as every count is a whole number.
  const ff = (at(3, 1) - 2 * at(2, 1) + at(1, 1)) / 2;
  const hh = (at(1, 3) - 2 * at(1, 2) + at(1, 1)) / 128;
  const fh = (at(2, 2) - at(1, 2) - at(2, 1) + at(1, 1)) / 8;
  const f = at(2, 1) - at(1, 1) - 8 * fh - 3 * ff;
  const h = (at(1, 2) - at(1, 1)) / 8 - fh - 24 * hh;
  const one = at(1, 1) - 8 * fh - 64 * hh - ff - f - 8 * h;
  const sum = (F: number, H: number) => fh * F * H + hh * H * H + ff * F * F + f * F + h * H + one;
  const holds = [
    [5, 4],
    [7, 6],
    [4, 10],
  ].every(([F, H]) => sum(F!, 8 * H!) === at(F!, H!));
  if (!holds) return null;
  const terms = { F·H: fh, "H²": hh, "F²": ff, F: f, H: h, "": one };
  const written = Object.entries(terms).filter(([, factor]) => factor !== 0);
  if (written.length === 0) return "0";
  return written
    .map(([term, factor]) => (term === "" ? String(factor) : factor === 1 ? term : `${factor}·${term}`))
    .join(" + ");
}
