import { cellFromData } from "@gatecast/engine";
import { FAMILY, type Member, memberOf } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import type { GateLayer } from "./explanation.ts";
import type { ExplainSettings } from "./options.ts";
import type { Subject } from "./subject.ts";
import type { CutWindow } from "./window.ts";
import { type WindowInputs, windowInputs } from "./window-inputs.ts";

/**
 * The layer and the unit that are asked for are there.
 * @throws Problem `option_conflict`, `layer_unknown`, `unit_unknown` (usage).
 */
export function checkGates(subject: Subject, { layer, unit }: ExplainSettings): void {
  if (layer === undefined && unit === undefined) return;
  const { cell, units } = subject;
  const option = layer === undefined ? "--unit" : "--layer";
  if (kindOf(subject).cell === null) {
    throw new Problem("usage", "option_conflict", `${option} is about the gates of compiled cells.`, {
      found: `"${cell}", which is composed of operations`,
      hint: `Leave out ${option}.`,
      option,
    });
  }
  if (layer !== undefined && layer > units.length) {
    throw new Problem("usage", "layer_unknown", `The model has no recurrent layer ${layer}.`, {
      found: `--layer ${layer}`,
      needed: units.length === 1 ? "--layer 1, its only one" : `a layer from 1 to ${units.length}`,
      hint: "Leave it out for all layers.",
      option: "--layer",
    });
  }
  const least = layer === undefined ? Math.min(...units) : units[layer - 1]!;
  if (unit === undefined || unit <= least) return;
  const wider = layer === undefined ? 1 + units.findIndex((count) => count >= unit) : 0;
  throw new Problem("usage", "unit_unknown", `There is no unit ${unit}.`, {
    found: `--unit ${unit}`,
    needed: `a unit from 1 to ${least}${layer === undefined && units.length > 1 ? ", as many as every layer has" : ""}`,
    hint: wider === 0 ? "Leave it out for all units." : `Layer ${wider} has one: add --layer ${wider}.`,
    option: "--unit",
  });
}

/** What the gates of the asked layers, or of all, said over a window; nothing where the cell is not a compiled one. */
export function tracedGates(subject: Subject, cut: CutWindow, layer: number | undefined): GateLayer[] {
  const { network, task, windowAs } = subject;
  if (kindOf(subject).cell === null) return [];
  const { steps } = network.spec;
  const asked = windowInputs(cut.prepared, cut.at);
  const extras = Float32Array.from([...asked.future, ...asked.waves]);
  const traces = network.trace(relative(asked, cut.prepared.columns), 1, extras.length > 0 ? extras : null);
  const places = [...new Set(traces.map((trace) => trace.layer))];
  return traces
    .map(({ layer: place, reverse, units, gates, states }): GateLayer => {
      const named = (values: ReadonlyMap<string, Float64Array>, kind: "gate" | "state") =>
        [...values].map(([name, own]) => ({ name, kind, values: own }));
      return {
        ...{ layer: 1 + places.indexOf(place), reverse, units, steps },
        first: cut.origin - (windowAs === "features" ? 0 : task.lookback - 1),
        gates: [...named(gates, "gate"), ...named(states, "state")],
      };
    })
    .filter((one) => layer === undefined || one.layer === layer);
}

/** The member of the family that a network is made of, or the cell of one's own that its file brought along. */
export function kindOf({ cell, network }: Pick<Subject, "cell" | "network">): Member {
  const { equations } = network.spec;
  return equations === undefined ? FAMILY[cell]! : memberOf(cellFromData(equations));
}

/** A window as the network sees it, `[T, F]`. */
function relative({ table, level, spread }: WindowInputs, columns: number): Float32Array {
  return Float32Array.from(table, (value, i) => (i % columns === 0 ? (value - level) / spread : value));
}
