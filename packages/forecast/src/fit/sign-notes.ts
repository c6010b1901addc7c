import { cellFromData, seesSigns } from "@gatecast/engine";
import { FAMILY } from "@gatecast/nn";
import type { Note, Task } from "../contracts/index.ts";
import { type NetworkOptions, networkSpec } from "../models/index.ts";

/**
 * A remark where the cell normalises all that it is told of its inputs, and they are a single column: its sign is left.
 * @param model what the network is called
 */
export function signNotes(options: NetworkOptions, task: Task, model = options.cell): Note[] {
  const { equations } = options;
  const cell = equations === undefined ? FAMILY[options.cell]!.cell : cellFromData(equations);
  if (cell === null || networkSpec(task, options).features > 1 || !seesSigns(cell)) return [];
  return [{ code: "sees_signs", facts: { model } }];
}
