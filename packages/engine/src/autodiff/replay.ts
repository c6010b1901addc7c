import type { Tensor } from "../tensor/tensor.ts";
import type { Parameters } from "./parameters.ts";
import type { Step } from "./step.ts";

/** Rows of a block: enough for the products to be fast, few enough for what lies between two operations to stay in the cache. */
const BLOCK = 64;

type RowWork = (from: number, to: number) => void;

/** The operations of a sealed plan, sorted by when they run. */
export class Replay {
  private readonly packs: { readonly run: () => void; readonly owners: readonly Parameters[] | null; seen: number }[];
  private readonly begins: readonly (() => void)[];
  private readonly ends: readonly (() => void)[];
  private readonly forwardRows: readonly { readonly rows: number; readonly run: RowWork }[];
  private readonly backwardRows: readonly { readonly rows: number; readonly run: RowWork }[];
  private readonly gradients: readonly ((part: number, parts: number) => void)[];
  /** B where all operations have the same; null where rows of one are not rows of the next. */
  private readonly rows: number | null;

  /** `backward`: the operations on the way back, last first. `ownersOf`: whose weights tensors are, null for no weights. */
  constructor(
    steps: readonly Step[],
    backward: readonly Step[],
    ownersOf: (weights: readonly Tensor[]) => readonly Parameters[] | null,
  ) {
    const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);
    const rowWork = (all: readonly Step[], direction: "forward" | "backward") =>
      all.flatMap(({ rows, [direction]: run }) => (run === undefined ? [] : [{ rows, run }]));
    this.packs = present(steps.map(({ pack }) => pack)).map(({ weights, run }) => {
      return { run, owners: ownersOf(weights), seen: -1 };
    });
    this.begins = present(steps.map(({ begin }) => begin));
    this.ends = present(steps.map(({ end }) => end));
    this.forwardRows = rowWork(steps, "forward");
    this.backwardRows = rowWork(backward, "backward");
    this.gradients = present(backward.map(({ weightGradients }) => weightGradients));
    const different = new Set(steps.map(({ rows }) => rows));
    this.rows = different.size === 1 ? steps[0]!.rows : null;
  }

  forward(): void {
    for (const pack of this.packs) {
      let changes = 0;
      if (pack.owners !== null) for (const owner of pack.owners) changes += owner.changes;
      if (pack.owners !== null && changes === pack.seen) continue;
      pack.run();
      pack.seen = changes;
    }
    for (const begin of this.begins) begin();
    this.runRows(this.forwardRows);
    for (const end of this.ends) end();
  }

  backward(): void {
    this.runRows(this.backwardRows);
    for (const gradients of this.gradients) gradients(0, 1);
  }

  private runRows(work: Replay["forwardRows"]): void {
    if (this.rows === null) {
      for (const { rows, run } of work) run(0, rows);
      return;
    }
    for (let from = 0; from < this.rows; from += BLOCK) {
      const to = Math.min(from + BLOCK, this.rows);
      for (const { run } of work) run(from, to);
    }
  }
}
