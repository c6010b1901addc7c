import type { Explanation, GateLayer, GateValues } from "../../explain/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import { type GateCurve, gatesChart, gatesHeight } from "../charts/gates-chart.ts";
import type { Point } from "../charts/thin-line.ts";
import { cellsSpan, type TimeCell, timeCells } from "../charts/time-cells.ts";
import { type UnitsMap, unitsChart, unitsHeight } from "../charts/units-chart.ts";
import { formatNumber } from "../format-number.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { gateName, layerName, unitOverTime, unitsOverTime } from "./gate-rows.ts";

// Half of the width holds no more cells that can be told apart.
const MOST_CELLS = 120;

/** Two pictures of each layer and direction: gates and states over the window, and unit by unit. */
export function gatePictures(explanation: Explanation, words: Catalogue): Picture[] {
  const { gates: layers, frame, unit } = explanation;
  const { titles, say } = { titles: words.explanation.pictures, say: words.explanation };
  return layers.flatMap((layer): Picture[] => {
    const cells = timeCells(frame.time, layer.first, layer.steps, MOST_CELLS);
    const span = cellsSpan(frame.time, cells);
    const suffix = `${layer.layer}${layer.reverse ? "-backward" : ""}`;
    const about = layerName(layer, words);
    const named = ({ title, caption }: { title: string; caption: string }) => ({
      title: layers.length > 1 ? `${title} · ${about}` : title,
      caption,
    });
    const curves = layer.gates.map((gate) => curveOf(gate, layer, explanation, words));
    const maps = layer.gates.map((gate) => mapOf(gate, layer, cells, words));
    const names = {
      mean: fill(say.meanOfUnits, { units: layer.units }),
      band: say.keys.band,
      unit: fill(say.unit, { unit: unit ?? 0 }),
    };
    const shared = { about, nothing: words.labels.nothingToDraw };
    return [
      {
        ...{ ...shared, ...named(titles.gates), name: `gates-${suffix}`, height: gatesHeight(curves) },
        option: (title) => gatesChart(curves, span, names, words, title),
      },
      {
        ...{ ...shared, ...named(titles.units), name: `units-${suffix}`, height: unitsHeight(maps) },
        option: (title) => unitsChart(maps, cells, span, words, title),
      },
    ];
  });
}

function curveOf(gate: GateValues, layer: GateLayer, { frame, unit }: Explanation, words: Catalogue): GateCurve {
  const over = unitsOverTime(gate, layer);
  const points = (values: ArrayLike<number>): Point[] =>
    Array.from(values, (value, t): Point => [wallTimeAt(frame.time, layer.first + t), value]);
  return {
    heading: gateName(gate, words),
    bounds: boundsOf(gate.values, gate.kind),
    mean: points(over.map(({ mean }) => mean)),
    low: points(over.map(({ low }) => low)),
    high: points(over.map(({ high }) => high)),
    unit: unit === null ? undefined : points(unitOverTime(gate, layer, unit)),
  };
}

/** Gates that are squashed lie between 0 and 1, or −1 and 1; what is not squashed takes the room that it needs. */
function boundsOf(values: Float64Array, kind: "gate" | "state"): readonly [number, number] | undefined {
  const isWithin = (least: number, most: number) => values.every((value) => value >= least && value <= most);
  if (kind === "gate" && isWithin(0, 1)) return [0, 1];
  return kind === "gate" && isWithin(-1, 1) ? [-1, 1] : undefined;
}

/**
 * The means of each cell, unit by unit, from −1 to 1: between the lowest and the highest value of a gate that lets through from
 * nothing to all, and otherwise on either side of 0.
 */
function mapOf(gate: GateValues, layer: GateLayer, cells: readonly TimeCell[], words: Catalogue): UnitsMap {
  const { units } = layer;
  const [least, most] = [
    gate.values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    gate.values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
  ];
  const isShare = boundsOf(gate.values, gate.kind)?.[0] === 0;
  const middle = isShare ? (least + most) / 2 : 0;
  const reach = isShare ? (most - least) / 2 : Math.max(-least, most);
  const values = new Float64Array(units * cells.length);
  for (let unit = 0; unit < units; unit++) {
    cells.forEach(({ from, to }, cell) => {
      let sum = 0;
      for (let t = from; t < to; t++) sum += gate.values[t * units + unit]!;
      values[unit * cells.length + cell] = reach > 0 ? (sum / (to - from) - middle) / reach : 0;
    });
  }
  const range = isShare ? `${formatNumber(least)} … ${formatNumber(most)}` : `± ${formatNumber(reach)}`;
  return { heading: `${gateName(gate, words)} · ${range}`, units, values };
}
