import type { CellStage } from "../memory/engine.ts";
import type { Kernels } from "../memory/kernels.ts";
import type { Callable } from "./program.ts";

type Holder = Record<string, Callable>;

/**
 * Writes down the calls that operations make, instead of making them, so that other threads can repeat them: closures
 * cannot travel, addresses can. Operations are given its kernels and stages, which otherwise are the real ones.
 */
export class Recorder {
  readonly kernels: Kernels;
  private readonly placeOf: (call: Callable) => number;
  private readonly holders: { readonly own: Holder; readonly real: Holder; readonly recording: Holder }[] = [];
  private calls: number[] = [];

  /** `placeOf`: the place of a function in the list that all threads have. */
  constructor(kernels: Kernels, placeOf: (call: Callable) => number) {
    this.placeOf = placeOf;
    this.kernels = this.hold(kernels as unknown as Holder) as unknown as Kernels;
  }

  stages(stages: readonly CellStage[]): CellStage[] {
    return stages.map((stage) => this.hold(stage as unknown as Holder) as unknown as CellStage);
  }

  /** The calls that `work` would make, as `encodeProgram` takes them. */
  record(work: () => void): number[] {
    this.calls = [];
    for (const { own, recording } of this.holders) Object.assign(own, recording);
    try {
      work();
    } finally {
      for (const { own, real } of this.holders) Object.assign(own, real);
    }
    return this.calls;
  }

  private hold(real: Holder): Holder {
    const own = { ...real };
    const recording = Object.fromEntries(
      Object.entries(real).map(([name, call]) => {
        const place = this.placeOf(call);
        return [name, (...numbers: number[]) => void this.calls.push(numbers.length, place, ...numbers)];
      }),
    );
    this.holders.push({ own, real, recording });
    return own;
  }
}
