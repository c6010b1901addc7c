import { cellFromData } from "@gatecast/engine";
import { FAMILY, type GateTrace, type Member, memberFormula, memberOf, type PartName } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import type { GateLayer, GatePart, GateValues, RowSpan } from "./explanation.ts";
import { inputsOf } from "./inputs.ts";
import type { ExplainSettings } from "./options.ts";
import type { Subject } from "./subject.ts";
import type { CutWindow } from "./window.ts";
import { type WindowInputs, windowInputs } from "./window-inputs.ts";

/**
 * What the gates of the asked layer, part and unit said over a window, or of all.
 * @throws Problem `layer_unknown`, `part_unknown`, `unit_unknown` (usage) where there is none such.
 */
export function gatesOf(subject: Subject, cut: CutWindow, { layer, part, unit }: ExplainSettings): GateLayer[] {
  checkLayer(subject, layer);
  const all = tracedGates(subject, cut).filter((one) => layer === undefined || one.layer === layer);
  const named = all.filter((one) => part === undefined || sameName(partName(one.part), part));
  if (named.length === 0 && part !== undefined) throw partUnknown(all, part);
  checkUnit(named, unit, layer === undefined && part === undefined);
  return named;
}

/** A part's name for programs and tables, such as `encoder`, `scale 4` or `node north`; empty where a layer has no parts. */
export function partName(part: GatePart | null): string {
  if (part === null) return "";
  const which = part.column ?? part.number;
  return which === null ? part.kind : `${part.kind} ${which}`;
}

/** The equations of what a network is made of; of a composed member, behind its own those of the cells that are parts of it. */
export async function equationsOf(subject: Subject, gates: readonly GateLayer[]): Promise<readonly string[]> {
  const member = kindOf(subject);
  const own = await memberFormula(member);
  if (member.cell !== null) return own;
  const cells = [...new Set(gates.flatMap(({ cell }) => (cell === null ? [] : [cell])))];
  const parts = await Promise.all(cells.map(async (cell) => ["", `${cell}:`, ...(await memberFormula(FAMILY[cell]!))]));
  return [...own, ...parts.flat()];
}

/** The member of the family that a network is made of, or the cell of one's own that its file brought along. */
function kindOf({ cell, network }: Pick<Subject, "cell" | "network">): Member {
  const { equations } = network.spec;
  return equations === undefined ? FAMILY[cell]! : memberOf(cellFromData(equations));
}

function tracedGates(subject: Subject, cut: CutWindow): GateLayer[] {
  const { network } = subject;
  const asked = windowInputs(cut.prepared, cut.at);
  const extras = Float32Array.from([...asked.future, ...asked.waves]);
  const traces = network.trace(relative(asked, cut.prepared.columns), 1, extras.length > 0 ? extras : null);
  const places = [...new Set(traces.map((trace) => trace.layer))];
  return traces.map((trace): GateLayer => {
    const spans = trace.rows.map((rows) => spanOf(rows, subject, cut));
    const gates = valuesOf(trace, spans.length);
    return {
      ...{ layer: 1 + places.indexOf(trace.layer), cell: trace.cell, reverse: trace.reverse, spans, gates },
      part: trace.part === null ? null : partOf(trace.part, subject),
      units: Math.max(...gates.map(({ units }) => units)),
    };
  });
}

function valuesOf({ gates, states, values }: GateTrace, steps: number): GateValues[] {
  const named = (some: ReadonlyMap<string, Float64Array>, kind: GateValues["kind"]) =>
    [...some].map(([name, own]) => ({ name, kind, units: own.length / steps, values: own }));
  return [...named(gates, "gate"), ...named(states, "state"), ...named(values, "value")];
}

function partOf({ kind, number }: PartName, { task }: Subject): GatePart {
  const column = kind === "node" ? inputsOf(task).find(({ table }) => table.includes(number! - 1)) : undefined;
  return { kind, number: number ?? null, column: column?.name ?? null };
}

/** Rows of a window as rows of the table: its last one is the origin, whatever a step is; a last segment ahead may be cut short. */
function spanOf(rows: readonly number[], { network, task }: Subject, { origin }: CutWindow): RowSpan {
  const atMost = (row: number) => origin + Math.min(row - network.spec.steps + 1, task.horizon);
  return { first: atMost(Math.min(...rows)), last: atMost(Math.max(...rows)) };
}

/** A window as the network sees it, `[T, F]`. */
function relative({ table, level, spread }: WindowInputs, columns: number): Float32Array {
  return Float32Array.from(table, (value, i) => (i % columns === 0 ? (value - level) / spread : value));
}

function checkLayer({ units }: Subject, layer: number | undefined): void {
  if (layer === undefined || layer <= units.length) return;
  throw new Problem("usage", "layer_unknown", `The model has no recurrent layer ${layer}.`, {
    found: `--layer ${layer}`,
    needed: units.length === 1 ? "--layer 1, its only one" : `a layer from 1 to ${units.length}`,
    hint: "Leave it out for all layers.",
    option: "--layer",
  });
}

const NAMED = 8;
const listed = (names: readonly string[]): string =>
  names.slice(0, NAMED).join(", ") + (names.length > NAMED ? " …" : "");

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.trim().toLowerCase();

function partUnknown(layers: readonly GateLayer[], part: string): Problem {
  const names = [...new Set(layers.map((layer) => partName(layer.part)))].filter((name) => name !== "");
  return new Problem("usage", "part_unknown", `The model has no part "${part}".`, {
    found: `--part "${part}"`,
    needed: names.length === 0 ? "no part: the layers of this model have none" : `one of ${listed(names)}`,
    hint: names.length === 0 ? "Leave it out." : `Leave it out for all parts, or write --part "${names[0]}".`,
    option: "--part",
  });
}

/** Every layer that is shown has the unit, in one of its parts at least. */
function checkUnit(layers: readonly GateLayer[], unit: number | undefined, isOfAll: boolean): void {
  const places = [...new Set(layers.map(({ layer }) => layer))];
  const widths = places.map((place) =>
    Math.max(...layers.filter(({ layer }) => layer === place).map(({ units }) => units)),
  );
  const least = Math.min(...widths);
  if (unit === undefined || unit <= least) return;
  const wider = isOfAll ? places[widths.findIndex((count) => count >= unit)] : undefined;
  throw new Problem("usage", "unit_unknown", `There is no unit ${unit}, only 1 to ${least}.`, {
    found: `--unit ${unit}`,
    needed: `a unit from 1 to ${least}${places.length > 1 ? ", as many as every layer has" : ""}`,
    hint: wider === undefined ? "Leave it out for all units." : `Layer ${wider} has one: add --layer ${wider}.`,
    option: "--unit",
  });
}
