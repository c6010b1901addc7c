import { type Cell, cellFromData, compileCell, seesSigns } from "@gatecast/engine";
import { FAMILY } from "@gatecast/nn";
import type { Note, Task } from "../contracts/index.ts";
import { type NetworkOptions, networkSpec } from "../models/index.ts";

/**
 * Remarks where the network leaves a cell without something that its equations live by.
 * @param model what the network is called
 */
export function cellNotes(options: NetworkOptions, task: Task, model = options.cell): Note[] {
  const { equations } = options;
  const cell = equations === undefined ? FAMILY[options.cell]!.cell : cellFromData(equations);
  if (cell === null) return directionNotes(options, model);
  return [...signNotes(cell, options, task, model), ...memoryNotes(cell, options, model), ...slopeNotes(cell, model)];
}

/** A member looks at both ends of a window, whatever directions are asked for. */
function directionNotes({ cell, directions }: NetworkOptions, model: string): Note[] {
  return directions === 2 && FAMILY[cell]!.looksAhead === true ? [{ code: "both_ends_anyway", facts: { model } }] : [];
}

/** A cell normalises all that it is told of its inputs, and they are a single column: its sign is left. */
function signNotes(cell: Cell, options: NetworkOptions, task: Task, model: string): Note[] {
  if (networkSpec(task, options).features > 1 || !seesSigns(cell)) return [];
  return [{ code: "sees_signs", facts: { model } }];
}

/** A cell is to be given the memory of the layer below, and some of those have another width: their layers have a map instead. */
function memoryNotes(cell: Cell, { units }: NetworkOptions, model: string): Note[] {
  const mapped = units.flatMap((width, i) => (i > 0 && width !== units[i - 1] ? [i + 1] : []));
  if (!cell.given.includes("memory") || mapped.length === 0) return [];
  return [{ code: "memory_mapped", facts: { model, layers: mapped.join(", ") } }];
}

/** No equation has a slope by some gates or vectors: what they are made of is never learnt. */
function slopeNotes(cell: Cell, model: string): Note[] {
  const { slots, stages } = compileCell(cell);
  const learnt = stages.flatMap(({ gradients }) => gradients.map(({ slot }) => slot));
  const rest = [
    ...cell.gates.flatMap(({ name }) => (learnt.includes(slots.indexOf(name)) ? [] : name)),
    ...cell.vectors.filter((_, v) => !learnt.includes(slots.length + v)),
  ];
  return rest.length === 0 ? [] : [{ code: "never_learnt", facts: { model, parts: rest.join(", ") } }];
}
