import type { TimeAxis } from "../contracts/index.ts";
import type { FittedPreparation, Prepared } from "../prepare/index.ts";
import { stepOf } from "../prepare/steps/index.ts";

/**
 * What undoing a forecast takes from the target's past: the values that differences of the rows ahead reach back to. What belongs
 * to a time, such as a seasonal mean, is none of it.
 */
export class TargetHistory {
  private readonly steps: FittedPreparation["target"];
  /** `[steps][lag]`: the last values before the rows ahead, as a difference received them. */
  private readonly partners: readonly Float64Array[];

  /** Of the window that ends at a row of a prepared table. */
  constructor(steps: FittedPreparation["target"], { levels }: Prepared, origin: number) {
    this.steps = steps;
    this.partners = steps.map((step, i) =>
      step.kind === "difference" ? levels[i]!.slice(Math.max(0, origin + 1 - step.lag), origin + 1) : NOTHING,
    );
  }

  /** Takes a forecast of the rows behind `origin` back to the target's own unit, as if they followed this history, and returns it. */
  undo(forecast: Float64Array, origin: number, time: TimeAxis): Float64Array {
    return this.steps.reduceRight<Float64Array>((undone, step, i) => {
      const values = this.partners[i]!;
      // A difference asks for its history alone, the other steps for the time.
      const at = step.kind === "difference" ? values.length - 1 : origin;
      return stepOf(step.kind).undo(step, undone, { values, origins: Int32Array.of(at), time });
    }, forecast);
  }
}

const NOTHING = new Float64Array(0);
