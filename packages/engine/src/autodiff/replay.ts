import type { Tensor } from "../tensor/tensor.ts";
import type { Parameters } from "./parameters.ts";
import { type Block, Phase, type Threads } from "./phase.ts";
import type { Step } from "./step.ts";

/** Rows of a block: enough for the products to be fast, few enough for what lies between two operations to stay in the cache. */
const BLOCK = 64;
/** Rows of a block come in fours, as the products take them. */
const FOUR = 4;

/** The operations of a sealed plan, sorted by when they run. */
export class Replay {
  private readonly packs: { readonly run: () => void; readonly owners: readonly Parameters[] | null; seen: number }[];
  private readonly begins: readonly (() => void)[];
  private readonly ends: readonly (() => void)[];
  private readonly behinds: readonly (() => void)[];
  private readonly phases: { readonly forward: Phase; readonly backward: Phase; readonly gradients: Phase };

  /** `backward`: the operations on the way back, last first. `ownersOf`: whose weights tensors are, null for no weights. */
  constructor(
    steps: readonly Step[],
    backward: readonly Step[],
    ownersOf: (weights: readonly Tensor[]) => readonly Parameters[] | null,
    threads: Threads | null,
  ) {
    this.packs = present(steps.map(({ pack }) => pack)).map(({ weights, run }) => {
      return { run, owners: ownersOf(weights), seen: -1 };
    });
    this.begins = present(steps.map(({ begin }) => begin));
    this.ends = present(steps.map(({ end }) => end));
    this.behinds = present(backward.map(({ behind }) => behind));
    const gradients = present(backward.map(({ weightGradients }) => weightGradients));
    const parts = (count: number): Block[] =>
      Array.from({ length: count }, (_, part) => () => {
        for (const run of gradients) run(part, count);
      });
    const phase = (one: Block[], many: (count: number) => Block[]) =>
      new Phase(one, threads === null ? null : { ...threads, blocks: many(threads.engine.shareCount) });
    this.phases = {
      forward: phase(rowBlocks(steps, "forward", 1), (count) => rowBlocks(steps, "forward", count)),
      backward: phase(rowBlocks(backward, "backward", 1), (count) => rowBlocks(backward, "backward", count)),
      gradients: phase(parts(1), parts),
    };
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
    this.phases.forward.run();
    for (const end of this.ends) end();
  }

  backward(): void {
    this.phases.backward.run();
    this.phases.gradients.run();
    for (const behind of this.behinds) behind();
  }

  get threads(): { forward: number; backward: number; gradients: number } {
    const { forward, backward, gradients } = this.phases;
    return { forward: forward.threads, backward: backward.threads, gradients: gradients.threads };
  }

  close(): void {
    for (const phase of Object.values(this.phases)) phase.close();
  }
}

/** The rows of all operations as at least `shares` blocks; one block where their rows are not the same. */
function rowBlocks(steps: readonly Step[], direction: "forward" | "backward", shares: number): Block[] {
  const work = steps.flatMap(({ rows, [direction]: run }) => (run === undefined ? [] : [{ rows, run }]));
  const B = work[0]?.rows ?? 0;
  if (work.some(({ rows }) => rows !== B)) {
    return [
      () => {
        for (const { rows, run } of work) run(0, rows);
      },
    ];
  }
  const share = FOUR * Math.ceil(B / shares / FOUR);
  const size = Math.max(1, Math.min(BLOCK, share));
  return Array.from({ length: Math.ceil(B / size) }, (_, block) => {
    const [from, to] = [block * size, Math.min((block + 1) * size, B)];
    return () => {
      for (const { run } of work) run(from, to);
    };
  });
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}
