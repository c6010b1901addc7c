import type { Explanation, GateLayer, GateValues } from "../../explain/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import { type GateCurve, gatesChart, gatesHeight } from "../charts/gates-chart.ts";
import type { Point } from "../charts/thin-line.ts";
import { cellsSpan, spanCells, type TimeCell } from "../charts/time-cells.ts";
import { type UnitsMap, unitsChart, unitsHeight } from "../charts/units-chart.ts";
import { formatNumber } from "../format-number.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { coverage, gateName, layerName, unitOverTime, unitsOverTime } from "./gate-rows.ts";

// Half of the width holds no more cells that can be told apart.
const MOST_CELLS = 120;

/** Parts that are drawn where there are many, as nodes of a graph are. */
const MOST_PARTS = 12;

/** The layers and parts that are drawn. */
export const drawnLayers = (layers: readonly GateLayer[]): readonly GateLayer[] => layers.slice(0, MOST_PARTS);

/** Two pictures of each layer, part and direction: gates and states over its steps, and unit by unit. */
export function gatePictures(explanation: Explanation, words: Catalogue): Picture[] {
  const { gates: all, frame, unit, origin } = explanation;
  const layers = drawnLayers(all);
  const { titles, say } = { titles: words.explanation.pictures, say: words.explanation };
  return layers.flatMap((layer): Picture[] => {
    const cells = spanCells(frame.time, layer.spans, MOST_CELLS);
    const span = cellsSpan(frame.time, cells);
    const about = layerName(layer, all, words);
    const suffix = suffixOf(layer);
    const named = ({ title, caption }: { title: string; caption: string }) => ({
      title: layers.length > 1 || layer.part !== null ? `${title} · ${about}` : title,
      caption: [caption, ...stepsOf(layer, origin, words)].join(words.betweenSentences),
    });
    const curves = layer.gates.map((gate) => curveOf(gate, layer, explanation, words));
    const maps = layer.gates.map((gate) => mapOf(gate, cells, words));
    const names = {
      mean: layer.gates.every(({ units }) => units === layer.units)
        ? fill(say.meanOfUnits, { units: layer.units })
        : say.meanOfEach,
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

/** `1-scale-4-backward`. */
function suffixOf({ layer, part, reverse }: GateLayer): string {
  const named = part === null ? [] : [part.kind.replaceAll(" ", "-"), ...(part.number === null ? [] : [part.number])];
  return [layer, ...named, ...(reverse ? ["backward"] : [])].join("-");
}

/** What a step is, where it is not a row of the window. */
function stepsOf(layer: GateLayer, origin: number, { explanation: say }: Catalogue): string[] {
  const rows = coverage(layer);
  return [
    ...(layer.spans[0]!.first > origin ? [say.ofRowsAhead] : []),
    ...(rows > 1 ? [fill(say.ofSeveralRows, { rows })] : []),
  ];
}

function curveOf(gate: GateValues, layer: GateLayer, { frame, unit }: Explanation, words: Catalogue): GateCurve {
  const over = unitsOverTime(gate);
  const own = unit === null ? null : unitOverTime(gate, unit);
  // A step of several rows is a stretch of them, one row a point.
  const steps = spanCells(frame.time, layer.spans, layer.spans.length);
  const isRow = coverage(layer) === 1;
  const points = (values: ArrayLike<number>): Point[] =>
    steps.flatMap(({ left, right }, t): Point[] => {
      const at = isRow ? [wallTimeAt(frame.time, layer.spans[t]!.last)] : [left, right];
      return at.map((place): Point => [place, values[t]!]);
    });
  return {
    heading: gateName(gate, words),
    bounds: boundsOf(gate.values, gate.kind),
    mean: points(over.map(({ mean }) => mean)),
    low: points(over.map(({ low }) => low)),
    high: points(over.map(({ high }) => high)),
    unit: own === null ? undefined : points(own),
  };
}

/** Gates that are squashed lie between 0 and 1, or −1 and 1; what is not squashed takes the room that it needs. */
function boundsOf(values: Float64Array, kind: GateValues["kind"]): readonly [number, number] | undefined {
  const isWithin = (least: number, most: number) => values.every((value) => value >= least && value <= most);
  if (kind === "gate" && isWithin(0, 1)) return [0, 1];
  return kind === "gate" && isWithin(-1, 1) ? [-1, 1] : undefined;
}

/**
 * The means of each cell, unit by unit, from −1 to 1: between the lowest and the highest value of what is never below 0, and
 * otherwise on either side of 0.
 */
function mapOf(gate: GateValues, cells: readonly TimeCell[], words: Catalogue): UnitsMap {
  const { units } = gate;
  const [least, most] = [
    gate.values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    gate.values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
  ];
  const isPositive = least >= 0;
  const middle = isPositive ? (least + most) / 2 : 0;
  const reach = isPositive ? (most - least) / 2 : Math.max(-least, most);
  const values = new Float64Array(units * cells.length);
  for (let unit = 0; unit < units; unit++) {
    cells.forEach(({ from, to }, cell) => {
      let sum = 0;
      for (let t = from; t < to; t++) sum += gate.values[t * units + unit]!;
      values[unit * cells.length + cell] = reach > 0 ? (sum / (to - from) - middle) / reach : 0;
    });
  }
  const range = isPositive ? `${formatNumber(least)} … ${formatNumber(most)}` : `± ${formatNumber(reach)}`;
  return { heading: `${gateName(gate, words)} · ${range}`, units, values };
}
