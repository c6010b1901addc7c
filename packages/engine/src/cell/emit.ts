import { type WasmFunction, wasmModule } from "../wasm/wasm-writer.ts";
import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { KernelWriter } from "./kernel-writer.ts";
import { firstGiven, type Layout } from "./layout.ts";
import type { StageEquations } from "./stage.ts";

/**
 * Parameters of `forwardN`, all i32 and all sizes in bytes. The carried arrays (states, `between` values, given values) lie
 * `carriedStride` apart; `previous` is where this step reads, `step` leads from there to where it writes. `constants` are
 * rows of H: the mask of the units there are, 1 / H, and the fixed vectors. `time` is the number of the step.
 */
const FORWARD = [
  ...["rows", "unit", "slots", "slotRow", "previous", "step", "carriedStride", "vectors", "constants", "time"],
] as const;
/** Parameters of `backwardN`: `running` holds dL/d carried, `runningStride` apart, and is updated in place. */
const BACKWARD = [
  ...["rows", "unit", "slots", "slotRow", "previous", "carriedStride", "vectors", "constants", "time"],
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
  return wasmModule(functions);
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
  const kept = inOrder(outputs, (node) => earlier.has(node)).filter(
    (node) => layout.saved.has(node) && !earlier.has(node),
  );
  out.evaluate([...outputs, ...kept], earlier, new Set(kept));
  // States are written `step` bytes on; `between` values belong to this step and stay.
  const last = stage.outputs.some(({ carried }) => carried < cell.states.length);
  for (const { carried, value } of stage.outputs) out.store(value, [last ? "next" : "previous", carried], true);
  return out.finish(`forward${index}`);
}

function emitBackward(cell: Cell, layout: Layout, stage: StageEquations, index: number, last: boolean): WasmFunction {
  const out = new KernelWriter(cell, layout, BACKWARD);
  const targets = [...stage.gradients, ...stage.stateGradients].map(({ value }) => value);
  out.evaluate(targets, new Set(layout.saved.keys()), new Set());
  // The last stage comes first on the way back: it writes everything, and the stages before it add.
  const count = layout.slots.length + cell.vectors.length;
  for (let slot = 0; slot < count; slot++) {
    const found = stage.gradients.find((gradient) => gradient.slot === slot);
    if (found !== undefined) out.store(found.value, ["gradients", slot], true, !last);
    else if (last) out.storeZero(["gradients", slot]);
  }
  const given = cell.given.map((_, g) => firstGiven(cell) + g);
  for (const carried of [...cell.states.keys(), ...given]) {
    const found = stage.stateGradients.find((gradient) => gradient.carried === carried);
    if (found !== undefined) out.store(found.value, ["running", carried], true, !last);
    else if (last) out.storeZero(["running", carried]);
  }
  return out.finish(`backward${index}`);
}
