import type { Engine } from "@gatecast/engine";
import { Breath } from "../../contracts/pause.ts";
import { type Prepared, type Shape, shapeOf, type Windows, windowsOf } from "../../prepare/index.ts";
import { type System, solveSystem } from "./solve.ts";
import { systemOf } from "./system.ts";
import { knowing, penaltiesOf, type RidgeView, ridgeInputs, upTo, wholeView } from "./view.ts";

/** A linear map from a window to its horizon, or from and to what a view shows of them. */
export interface RidgeWeights {
  /** `[inputs, steps]`, row-major. */
  readonly weight: Float64Array;
  /** `[steps]` */
  readonly bias: Float64Array;
}

/**
 * Ridge regression (Hoerl & Kennard 1970) on windows, from one matrix of products for every strength. Centred, so that the
 * bias is not shrunk; the strength is relative to the inputs' mean variance. An unknown target is left out: where most
 * windows are complete, with its window; otherwise each step ahead has a system of its own, from the windows that know it.
 */
export class RidgeProblem {
  private readonly engine: Engine;
  private readonly systems: readonly System[];
  private readonly penalties: Float64Array;
  private readonly outputs: number;

  private constructor(engine: Engine, systems: readonly System[], penalties: Float64Array, outputs: number) {
    this.engine = engine;
    this.systems = systems;
    this.penalties = penalties;
    this.outputs = outputs;
  }

  /** Sums up the windows that end at `origins`. Throws the signal's reason when aborted. */
  static async of(
    engine: Engine,
    prepared: Prepared,
    origins: Int32Array,
    { view = wholeView(prepared), breath = new Breath() }: { readonly view?: RidgeView; readonly breath?: Breath } = {},
  ): Promise<RidgeProblem> {
    return RidgeProblem.over(engine, windowsOf(prepared, origins), { view, breath });
  }

  /** The same for the windows of any table. */
  static async over(
    engine: Engine,
    windows: Windows,
    { view = wholeView(windows), breath = new Breath() }: { readonly view?: RidgeView; readonly breath?: Breath } = {},
  ): Promise<RidgeProblem> {
    const shape = shapeOf(windows.task);
    let [complete, count] = [0, 0];
    for (const { prepared, origins } of windows.inOrder()) {
      complete += knowing(prepared, origins, view.steps).length;
      count += origins.length;
    }
    const all = upTo(view.steps.length);
    const groups = isEnough(complete, count, shape, view) ? [all] : all.map((output) => [output]);
    const systems: System[] = [];
    for (const outputs of groups) systems.push(await systemOf(engine, windows, { view, outputs }, breath));
    return new RidgeProblem(engine, systems, penaltiesOf(shape, view), view.steps.length);
  }

  /** Windows that entered: the fewest of any step ahead. */
  get windows(): number {
    return Math.min(...this.systems.map(({ windows }) => windows));
  }

  /** Multiplications that a solution takes, about. */
  get work(): number {
    const P = this.penalties.length;
    return this.systems.length * P * P * (P / 6 + this.outputs / this.systems.length);
  }

  /** The solution at a strength; null where there is nothing to learn from, or the inputs are too alike for it. */
  solve(strength: number): RidgeWeights | null {
    const { outputs: O, penalties } = this;
    const P = penalties.length;
    const weight = new Float64Array(P * O);
    const bias = new Float64Array(O);
    for (const system of this.systems) {
      const solved = system.windows === 0 ? null : solveSystem(this.engine, system, strength, penalties);
      if (solved === null) return null;
      system.outputs.forEach((output, k) => {
        bias[output] = system.means[P + k]!;
        for (let i = 0; i < P; i++) {
          const w = solved[k * P + i]!;
          weight[i * O + output] = w;
          bias[output]! -= system.means[i]! * w;
        }
      });
    }
    return { weight, bias };
  }
}

/** Complete windows for each input from which on the others are not missed. */
const ENOUGH = 4;

/**
 * The origins whose windows know every step ahead, where these are most of all or many for their inputs; null where too few are:
 * each step ahead then learns from the windows that know it, which takes as many systems as there are steps.
 */
export function completeWindows(
  prepared: Prepared,
  origins: Int32Array,
  view = wholeView(prepared),
): Int32Array | null {
  const complete = knowing(prepared, origins, view.steps);
  return isEnough(complete.length, origins.length, prepared, view) ? complete : null;
}

function isEnough(complete: number, windows: number, shape: Shape, view: RidgeView): boolean {
  return 2 * complete >= windows || complete >= ENOUGH * ridgeInputs(shape, view);
}
