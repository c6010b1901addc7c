import type { Engine } from "../memory/engine.ts";
import { Program } from "../program/program.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { Parameters } from "./parameters.ts";
import { type Block, Phase } from "./phase.ts";
import type { Step } from "./step.ts";

/** Rows of a block: enough for the products to be fast, few enough for what lies between two operations to stay in the cache. */
const BLOCK = 64;
/** Rows of a block come in fours, as the products take them. */
const FOUR = 4;

/** Parts of a plan's program in the order in which they run. */
const PARTS = ["pack", "packAgain", "forward", "end", "backward", "gradients"] as const;
/** The place of a part; of `backward`, also where the way there ends. */
const part = (name: (typeof PARTS)[number]): number => PARTS.indexOf(name);

/** The operations of a sealed plan, written down once as one program and sorted by when they run. */
export class Replay {
  private readonly program: Program;
  /** What is done in JavaScript: where weights have changed, at every step, behind all gradients. */
  private readonly prepares: readonly (() => void)[];
  private readonly begins: readonly (() => void)[];
  private readonly behinds: readonly (() => void)[];
  /** Whose weights are packed, and what their changes were when that was done last. */
  private readonly owners: readonly Parameters[];
  private seen = -1;
  /** Null where there is one thread. */
  private readonly phases: { readonly forward: Phase; readonly backward: Phase; readonly gradients: Phase } | null;

  /** `backward`: the operations on the way back, last first. `ownersOf`: whose weights tensors are, null for no weights. */
  constructor(
    engine: Engine,
    steps: readonly Step[],
    backward: readonly Step[],
    ownersOf: (weights: readonly Tensor[]) => readonly Parameters[] | null,
  ) {
    const packs = present(steps.map(({ pack }) => pack)).map((pack) => ({ ...pack, owners: ownersOf(pack.weights) }));
    const standing = packs.filter(({ owners }) => owners !== null);
    const moving = packs.filter(({ owners }) => owners === null);
    this.owners = [...new Set(standing.flatMap(({ owners }) => owners ?? []))];
    this.prepares = present(standing.map(({ prepare }) => prepare));
    this.begins = present([...moving.map(({ prepare }) => prepare), ...steps.map(({ begin }) => begin)]);
    this.behinds = present(backward.map(({ behind }) => behind));
    const gradients = present(backward.map(({ weightGradients }) => weightGradients));
    const parts = (count: number): Block[] =>
      Array.from({ length: count }, (_, one) => () => {
        for (const run of gradients) run(one, count);
      });
    this.program = new Program(engine, [
      all(present(standing.map(({ run }) => run))),
      all(present(moving.map(({ run }) => run))),
      all(rowBlocks(steps, "forward", 1)),
      all(present(steps.map(({ end }) => end))),
      all(rowBlocks(backward, "backward", 1)),
      all(parts(1)),
    ]);
    const count = engine.shareCount;
    const phase = (name: "forward" | "backward" | "gradients", blocks: Block[]) =>
      new Phase(engine, () => this.program.run(part(name), part(name) + 1), blocks);
    this.phases =
      count === 1
        ? null
        : {
            forward: phase("forward", rowBlocks(steps, "forward", count)),
            backward: phase("backward", rowBlocks(backward, "backward", count)),
            gradients: phase("gradients", parts(count)),
          };
  }

  forward(): void {
    const { program, phases } = this;
    let changes = 0;
    for (const owner of this.owners) changes += owner.changes;
    const first = changes === this.seen ? part("packAgain") : part("pack");
    if (first === part("pack")) for (const prepare of this.prepares) prepare();
    for (const begin of this.begins) begin();
    if (phases === null) program.run(first, part("backward"));
    else {
      program.run(first, part("forward"));
      phases.forward.run();
      program.run(part("end"), part("backward"));
    }
    this.seen = changes;
  }

  backward(): void {
    const { program, phases } = this;
    if (phases === null) program.run(part("backward"), PARTS.length);
    else {
      phases.backward.run();
      phases.gradients.run();
    }
    for (const behind of this.behinds) behind();
  }

  get threads(): { forward: number; backward: number; gradients: number } {
    const { phases } = this;
    const of = (name: "forward" | "backward" | "gradients") => phases?.[name].threads ?? 1;
    return { forward: of("forward"), backward: of("backward"), gradients: of("gradients") };
  }

  close(): void {
    this.program.close();
    for (const phase of Object.values(this.phases ?? {})) phase.close();
  }
}

/** Some blocks as one, in order. */
const all = (blocks: readonly Block[]) => (): void => {
  for (const block of blocks) block();
};

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
