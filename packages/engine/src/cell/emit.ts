import { type WasmFunction, wasmModule } from "../wasm/wasm-writer.ts";
import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { CONSTANTS, type Place } from "./kernel-frame.ts";
import { KernelWriter } from "./kernel-writer.ts";
import { firstGiven, type Layout } from "./layout.ts";
import type { StageEquations } from "./stage.ts";

/**
 * Parameters of `forwardN` and `backwardN`, all i32 and all sizes in bytes. The carried arrays (states, `between` values) lie
 * `carriedStride` apart; `previous` is where this step reads. `constants` are rows of H: the mask of the units there are, 1 / H,
 * and the fixed vectors. `time` is the number of the step. `running`, whose arrays are `runningStride` apart, is updated in
 * place: on the way there it holds the states that only pass, on the way back dL/d carried.
 */
const BOTH = ["rows", "slots", "previous", "carriedStride", "vectors", "constants", "time", "running", "runningStride"];
/** `step` leads from where this step reads to where it writes. */
const FORWARD = [...BOTH, "step"];
/** `sums` takes the gradients of vectors, of `JOINED_ROWS` rows together. */
const BACKWARD = [...BOTH, "gradients", "sums"];

const given = (cell: Cell) => cell.given.map((_, g) => `given${g}`);
const givenGradients = (cell: Cell) => cell.given.map((_, g) => `givenGradients${g}`);

/**
 * One module with `forward0`, `backward0`, … for the stages of a cell in a layer of so many units: straight-line code for four
 * units at a time.
 */
export function emitCell(
  cell: Cell,
  layout: Layout,
  stages: readonly StageEquations[],
  units: number,
): Uint8Array<ArrayBuffer> {
  const functions = stages.flatMap((_, s) => [
    emitForward(cell, layout, stages, s, units),
    emitBackward(cell, layout, stages, s, units),
  ]);
  if (layout.prepared.size > 0) functions.push(emitPrepare(cell, layout, units));
  return wasmModule(functions);
}

/** `prepare`, with the parameters of a way there: what follows from weights alone, once for all rows. */
function emitPrepare(cell: Cell, layout: Layout, units: number): WasmFunction {
  const none = new Set<Node>();
  const parameters = [...FORWARD, ...given(cell)];
  const out = new KernelWriter(cell, { ...layout, prepared: new Map() }, units, parameters, none, none);
  const first = CONSTANTS.fixed + cell.fixed.length;
  for (const [node, place] of layout.prepared) out.store(node, ["constants", first + place], true);
  return out.finish("prepare");
}

/** Values that earlier stages have already left in their slots. */
function savedBefore(layout: Layout, stages: readonly StageEquations[], stage: number): ReadonlySet<Node> {
  const computed = inOrder(stages.slice(0, stage).flatMap(({ outputs }) => outputs.map(({ value }) => value)));
  return new Set(computed.filter((node) => isKept(layout, node)));
}

const isKept = ({ saved, savedRows }: Layout, node: Node): boolean => saved.has(node) || savedRows.has(node);

function emitForward(
  cell: Cell,
  layout: Layout,
  stages: readonly StageEquations[],
  index: number,
  units: number,
): WasmFunction {
  const stage = stages[index]!;
  const earlier = savedBefore(layout, stages, index);
  const outputs = stage.outputs.map(({ value }) => value);
  const kept = inOrder(outputs, (node) => earlier.has(node)).filter(
    (node) => isKept(layout, node) && !earlier.has(node),
  );
  const out = new KernelWriter(cell, layout, units, [...FORWARD, ...given(cell)], earlier, new Set(kept));
  // States are written `step` bytes on; `between` values belong to this step and stay.
  const last = stage.outputs.some(({ carried }) => carried < cell.states.length);
  const next = (carried: number) => (layout.passing.has(carried) ? "running" : "next");
  for (const { carried, value } of stage.outputs) out.store(value, [last ? next(carried) : "previous", carried], true);
  return out.finish(`forward${index}`);
}

function emitBackward(
  cell: Cell,
  layout: Layout,
  stages: readonly StageEquations[],
  index: number,
  units: number,
): WasmFunction {
  const stage = stages[index]!;
  const last = index === stages.length - 1;
  const stored = new Set([...layout.saved.keys(), ...layout.savedRows.keys()]);
  const parameters = [...BACKWARD, ...given(cell), ...givenGradients(cell)];
  const out = new KernelWriter(cell, layout, units, parameters, stored, new Set());
  // The last stage comes first on the way back: it writes everything, and the stages before it add.
  const gates = layout.slots.length;
  for (let slot = 0; slot < gates + cell.vectors.length; slot++) {
    const found = stage.gradients.find((gradient) => gradient.slot === slot);
    // Of a single stage they take the places of the gates themselves.
    const place: Place = slot < gates ? [stages.length === 1 ? "slots" : "gradients", slot] : ["sums", slot - gates];
    if (found === undefined) {
      if (last) out.storeZero(place);
    } else if (slot < gates) out.store(found.value, place, true, !last);
    else out.storeSum(found.value, slot - gates, last);
  }
  const places: [carried: number, place: Place][] = [
    ...cell.states.map((_, s): [number, Place] => [s, ["running", s]]),
    ...cell.given.map((_, g): [number, Place] => [firstGiven(cell) + g, ["givenGradients", g]]),
  ];
  for (const [carried, place] of places) {
    const found = stage.stateGradients.find((gradient) => gradient.carried === carried);
    if (found !== undefined) out.store(found.value, place, true, !last);
    else if (last) out.storeZero(place);
  }
  return out.finish(`backward${index}`);
}
