import {
  type Cell,
  compileCell,
  heldMask,
  maskedCell,
  type PerUnit,
  type RecurrentOptions,
  type RecurrentOutput,
  recurrent,
  recurrentShapes,
  type Seed,
  split,
  type Tensor,
} from "@gatecast/engine";
import { glorot, inBlocks, orthogonal } from "../initializers/initializers.ts";
import type { LayerContext } from "./layer.ts";
import { isMostlyZero } from "./mostly-zero.ts";
import { traceCell } from "./part-trace.ts";
import type { Part } from "./parts.ts";

/** A cell with its weights: walks sequences, or goes single steps from states that it is given. */
export interface RecurrentPart extends Part {
  /** x `[T, B, F]`. */
  walk(context: LayerContext, x: Tensor, options?: Omit<RecurrentOptions, "sparse">): RecurrentOutput;
}

/** What a part of a layer leaves out while masks are drawn. */
export interface MaskOptions {
  /** Share of what goes through recurrent weights that a window does without at all of its steps; 0 where absent. */
  readonly variational?: number;
  /** What masks are drawn from; required where there are any. */
  readonly seed?: Seed;
}

/**
 * A cell with its weights under `prefix`. With `variational`, one mask over what goes through recurrent weights holds for all steps
 * of a window while masks are drawn (Gal & Ghahramani 2016), however many walks they are taken in.
 */
export function recurrentPart(
  prefix: string,
  cell: Cell,
  features: number,
  units: number,
  { variational: rate = 0, seed: drawn }: MaskOptions = {},
): RecurrentPart {
  const compiled = compileCell(cell);
  const all = recurrentShapes(compiled, features, units);
  // Numbers that are not learnt stand in the place of some weights.
  const isFixed = cell.gates.some(({ connection }) => connection !== null);
  const { cell: maskedEquations, mask } = maskedCell(cell);
  const masked = rate > 0 && mask !== null ? compileCell(maskedEquations) : null;
  const hasVectors = all.vectors[0] > 0;
  return {
    shapes: {
      [`${prefix}.input`]: all.input,
      [`${prefix}.recurrent`]: all.recurrent,
      [`${prefix}.bias`]: all.bias,
      ...(hasVectors ? { [`${prefix}.vectors`]: all.vectors } : {}),
    },
    ...(all.recurrent[1] > 0 ? { prunable: [`${prefix}.recurrent`] } : {}),
    async load(engine) {
      await engine.load(compiled, units);
      if (masked !== null) await engine.load(masked, units);
    },
    initialize(parameters, seed) {
      const own = split(seed, prefix);
      const [, gi] = all.input;
      const [, gr] = all.recurrent;
      parameters.write(
        `${prefix}.input`,
        // The fans of all gates' weights as one matrix, as Keras counts them.
        inBlocks(features, gi, units, split(own, "input"), (s) => glorot(features * units, features, gi * units, s)),
      );
      parameters.write(
        `${prefix}.recurrent`,
        inBlocks(units, gr, units, split(own, "recurrent"), (s) => orthogonal(units, s)),
      );
      const { biases, vectors } = cell.starts;
      const rows = (names: readonly string[], starts: typeof biases) =>
        names.flatMap((row) => startOf(starts[row], units));
      parameters.write(`${prefix}.bias`, rows(compiled.slots, biases));
      if (hasVectors) parameters.write(`${prefix}.vectors`, rows(cell.vectors, vectors));
    },
    walk(context, x, options = {}) {
      const { plan, parameters, counter } = context;
      const tensor = (name: string) => plan.parameter(parameters.get(`${prefix}.${name}`));
      const weights = {
        ...{ input: tensor("input"), recurrent: tensor("recurrent"), bias: tensor("bias") },
        ...(hasVectors ? { vectors: tensor("vectors") } : {}),
      };
      const B = x.shape[1]!;
      const sparse = !plan.training && !isFixed && isMostlyZero(parameters.read(`${prefix}.recurrent`), units, B);
      if (masked === null || context.draws !== true) {
        traceCell(context, compiled, x, weights, options);
        return recurrent(plan, compiled, x, weights, { ...options, sparse });
      }
      const state = split(split(drawn!, prefix), "state");
      const held = plan.shared(weights.recurrent, "mask", () => heldMask(plan, [B, units], rate, state, counter));
      return recurrent(plan, masked, x, weights, { ...options, given: [...(options.given ?? []), held], sparse });
    },
  };
}

/** Where H numbers start: 0 where nothing is said. */
function startOf(start: number | PerUnit | undefined, units: number): number[] {
  return Array.from({ length: units }, (_, unit) => (typeof start === "function" ? start(unit, units) : (start ?? 0)));
}
