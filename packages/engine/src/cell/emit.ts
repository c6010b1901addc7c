import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";
import { childrenOf, inOrder } from "./graph.ts";
import type { Layout } from "./layout.ts";
import type { StageEquations } from "./stage.ts";
import { code, type WasmFunction, wasmModule } from "./wasm-writer.ts";

/** Functions of the engine that an equation may call, by operation. */
const CALLS = { sigmoid: "sigmoid4", tanh: "tanh4", exp: "exp4" } as const;
const IMPORTS = Object.values(CALLS);

/**
 * Parameters of `forwardN`, all i32 and all sizes in bytes. The carried arrays (states, then `between` values) lie
 * `carriedStride` apart; `previous` is where this step reads, `step` leads from there to where it writes.
 */
const FORWARD = ["rows", "unit", "slots", "slotRow", "previous", "step", "carriedStride", "vectors", "mask"] as const;
/** Parameters of `backwardN`: `running` holds dL/d carried, `runningStride` apart, and is updated in place. */
const BACKWARD = [
  ...["rows", "unit", "slots", "slotRow", "previous", "carriedStride", "vectors", "mask"],
  ...["gradients", "gradientRow", "running", "runningStride"],
] as const;

/** One module with `forward0`, `backward0`, … for the stages of a cell: straight-line code for four units at a time. */
export function emitCell(cell: Cell, layout: Layout, stages: readonly StageEquations[]): Uint8Array<ArrayBuffer> {
  const functions = stages.flatMap((stage, s) => {
    const earlier = savedBefore(layout, stages, s);
    return [
      emitForward(cell, layout, stage, s, earlier),
      emitBackward(cell, layout, stage, s, s === stages.length - 1),
    ];
  });
  return wasmModule(IMPORTS, functions);
}

/** Values that earlier stages have already left in their slots. */
function savedBefore(layout: Layout, stages: readonly StageEquations[], stage: number): ReadonlySet<Node> {
  const computed = inOrder(stages.slice(0, stage).flatMap(({ outputs }) => outputs.map(({ value }) => value)));
  return new Set(computed.filter((node) => layout.saved.has(node)));
}

function emitForward(
  cell: Cell,
  layout: Layout,
  stage: StageEquations,
  index: number,
  earlier: ReadonlySet<Node>,
): WasmFunction {
  const out = new KernelWriter(cell, layout, FORWARD);
  const outputs = stage.outputs.map(({ value }) => value);
  const stops = (node: Node) => earlier.has(node);
  const kept = inOrder(outputs, stops).filter((node) => layout.saved.has(node) && !earlier.has(node));
  out.evaluate([...outputs, ...kept], stops);
  for (const node of kept) {
    if (node.kind !== "gate") out.store(node, ["slots", layout.saved.get(node)!], false);
  }
  // States are written `step` bytes on; `between` values belong to this step and stay.
  const last = stage.outputs.some(({ carried }) => carried < cell.states.length);
  for (const { carried, value } of stage.outputs) out.store(value, [last ? "next" : "previous", carried], true);
  return out.finish(`forward${index}`);
}

function emitBackward(cell: Cell, layout: Layout, stage: StageEquations, index: number, last: boolean): WasmFunction {
  const out = new KernelWriter(cell, layout, BACKWARD);
  const targets = [...stage.gradients, ...stage.stateGradients].map(({ value }) => value);
  const stops = (node: Node) => layout.saved.has(node);
  out.evaluate(targets, stops);
  // The last stage comes first on the way back: it writes everything, and the stages before it add.
  const count = layout.slots.length + cell.vectors.length;
  for (let slot = 0; slot < count; slot++) {
    const found = stage.gradients.find((gradient) => gradient.slot === slot);
    if (found !== undefined) out.store(found.value, ["gradients", slot], true, !last);
    else if (last) out.storeZero(["gradients", slot]);
  }
  for (let carried = 0; carried < cell.states.length; carried++) {
    const found = stage.stateGradients.find((gradient) => gradient.carried === carried);
    if (found !== undefined) out.store(found.value, ["running", carried], true, !last);
    else if (last) out.storeZero(["running", carried]);
  }
  return out.finish(`backward${index}`);
}

type Place = readonly [area: "slots" | "previous" | "next" | "vectors" | "gradients" | "running", block: number];

/** Writes one kernel: a loop over rows, in it a loop over units by fours, in it the equations. */
class KernelWriter {
  private readonly cell: Cell;
  private readonly layout: Layout;
  private readonly parameters: readonly string[];
  private readonly integers: string[] = ["lane", "carriedLane"];
  private readonly locals = new Map<Node, number>();
  private readonly body: number[] = [];
  private vectors = 1;

  constructor(cell: Cell, layout: Layout, parameters: readonly string[]) {
    this.cell = cell;
    this.layout = layout;
    this.parameters = parameters;
  }

  /** Computes the roots into locals, reading `stops` nodes from where they were kept. */
  evaluate(roots: readonly Node[], stops: (node: Node) => boolean): void {
    this.body.push(...this.address("mask", 0), ...code.load, ...code.localSet(this.mask));
    for (const node of inOrder(roots, stops)) {
      if (node.kind === "constant") continue;
      if (stops(node)) this.body.push(...this.address("slots", this.layout.saved.get(node)!), ...code.load);
      else this.body.push(...this.compute(node));
      const local = this.mask + this.vectors++;
      this.locals.set(node, local);
      this.body.push(...code.localSet(local));
    }
  }

  store(node: Node, [area, block]: Place, masked: boolean, accumulate = false): void {
    this.body.push(...this.address(area, block), ...this.value(node));
    if (masked) this.body.push(...code.localGet(this.mask), ...code.and);
    if (accumulate) this.body.push(...this.address(area, block), ...code.load, ...code.add);
    this.body.push(...code.store);
  }

  storeZero([area, block]: Place): void {
    this.body.push(...this.address(area, block), ...code.constant(0), ...code.store);
  }

  finish(name: string): WasmFunction {
    const get = (word: string) => code.localGet(this.local(word));
    const set = (word: string) => code.localSet(this.local(word));
    const advance = (word: string, by: readonly number[]) => [...get(word), ...by, ...code.i32Add, ...set(word)];
    const rows = this.parameters.includes("gradients") ? ["slots", "gradients"] : ["slots"];
    const body = [
      ...code.loop,
      ...[...code.i32Const(0), ...set("lane")],
      ...code.loop,
      ...this.body,
      ...advance("carriedLane", code.i32Const(16)),
      ...advance("lane", code.i32Const(16)),
      ...[...get("lane"), ...get("unit"), ...code.i32LessUnsigned, ...code.branchIf(0)],
      ...code.end,
      ...rows.flatMap((area) => advance(area, get(area === "slots" ? "slotRow" : "gradientRow"))),
      ...[
        ...get("rows"),
        ...code.i32Const(1),
        ...code.i32Sub,
        ...code.localTee(this.local("rows")),
        ...code.branchIf(0),
      ],
      ...code.end,
    ];
    return {
      name,
      parameters: this.parameters.length,
      integers: this.integers.length,
      vectors: this.vectors,
      body,
    };
  }

  private get mask(): number {
    return this.parameters.length + this.integers.length;
  }

  private local(word: string): number {
    const parameter = this.parameters.indexOf(word);
    return parameter >= 0 ? parameter : this.parameters.length + this.integers.indexOf(word);
  }

  /** Pushes the byte address of the current four units in a block of an area. */
  private address(area: Place[0] | "mask", block: number): number[] {
    const get = (word: string) => code.localGet(this.local(word));
    const times = (word: string) =>
      block === 0 ? [] : [...get(word), ...code.i32Const(block), ...code.i32Mul, ...code.i32Add];
    switch (area) {
      case "mask":
        return [...get("mask"), ...get("lane"), ...code.i32Add];
      case "slots":
      case "gradients":
      case "vectors":
        return [...get(area), ...get("lane"), ...code.i32Add, ...times("unit")];
      case "running":
        return [...get("running"), ...get("carriedLane"), ...code.i32Add, ...times("runningStride")];
      case "previous":
        return [...get("previous"), ...get("carriedLane"), ...code.i32Add, ...times("carriedStride")];
      case "next":
        return [...this.address("previous", block), ...get("step"), ...code.i32Add];
    }
  }

  /** Pushes the value of a node that has been evaluated. */
  private value(node: Node): number[] {
    return node.kind === "constant" ? code.constant(node.value) : code.localGet(this.locals.get(node)!);
  }

  private compute(node: Node): number[] {
    switch (node.kind) {
      case "gate":
        return [...this.address("slots", this.layout.slots.indexOf(node.name)), ...code.load];
      case "state":
        return [...this.address("previous", this.cell.states.indexOf(node.name)), ...code.load];
      case "vector":
        return [...this.address("vectors", this.cell.vectors.indexOf(node.name)), ...code.load];
      case "adjoint":
        return [...this.address("running", this.carriedIndex(node.name)), ...code.load];
      case "unary":
        if (node.op === "negate") return [...this.value(node.a), ...code.negate];
        return [...this.value(node.a), ...code.call(IMPORTS.indexOf(CALLS[node.op]))];
      case "binary":
        return [...childrenOf(node).flatMap((child) => this.value(child)), ...code[node.op]];
      default:
        throw new Error(`internal: cannot compute a ${node.kind}`);
    }
  }

  /** States come first among the carried arrays, `between` values behind them. */
  private carriedIndex(name: string): number {
    const state = this.cell.states.indexOf(name);
    if (state >= 0) return state;
    return this.cell.states.length + this.cell.between.findIndex((between) => between.name === name);
  }
}
