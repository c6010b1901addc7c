import type { StoredTensor } from "@gatecast/nn";
import { writeModelFile } from "../../artifact/index.ts";
import type { Frame } from "../../contracts/index.ts";
import { bandFacts, bandTensors } from "../band/band-file.ts";
import { networkFacts, networkTensors } from "../save-network.ts";
import { numbersOf } from "./flat-preparation.ts";
import { NUMBERS, type PanelFacts } from "./panel-facts.ts";
import type { PanelParts } from "./panel-parts.ts";

/** The bytes of a panel's file: as a model of one series, with a row of numbers for each series. */
export function savePanel(parts: PanelParts): Promise<Uint8Array<ArrayBuffer>> {
  const { series, spec, shared } = parts;
  const axes = new Map<string, number>();
  const numbers = new Float64Array(series.length * NUMBERS);
  series.forEach(({ last, seasonalScale, fittedUntil }, s) => {
    const key = JSON.stringify(axisOf(last));
    const axis = axes.get(key) ?? axes.size;
    axes.set(key, axis);
    numbers.set([last.time.start, last.time.length, fittedUntil, seasonalScale, axis], s * NUMBERS);
  });
  const phases = series[0]!.climatology.length;
  const tensors: StoredTensor[] = [
    ...networkTensors(parts),
    { name: "series.numbers", shape: [series.length, NUMBERS], values: numbers },
    rowsTensor(
      "series.preparation",
      series.map(({ preparation }) => numbersOf(preparation)),
    ),
    rowsTensor(
      "series.climatology",
      series.map(({ climatology }) => climatology),
    ),
    historyOf(series.map(({ last }) => last)),
    ...bandTensors(
      parts.pastErrors,
      series.map(({ last }) => last),
    ),
  ];
  const facts: PanelFacts = {
    ...networkFacts(parts),
    season: parts.season,
    spec,
    ...(Object.keys(shared).length === 0 ? {} : { shared }),
    preparation: series[0]!.preparation,
    ids: series.map(({ last }) => last.id),
    axes: [...axes.keys()].map((key) => JSON.parse(key)),
    phases,
    ...bandFacts(parts.pastErrors),
  };
  return writeModelFile("panel", facts, tensors);
}

function axisOf({ time, timeName }: Frame): PanelFacts["axes"][number] {
  if (time.kind === "count") return { kind: "count", time_name: timeName };
  const { start: _, length: __, ...rest } = time;
  return { ...rest, time_name: timeName };
}

/** Rows of one length as a tensor. */
function rowsTensor(name: string, rows: readonly (readonly number[])[]): StoredTensor {
  const width = rows[0]!.length;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, s) => {
    values.set(row, s * width);
  });
  return { name, shape: [rows.length, width], values };
}

/** The last rows of all series one behind the other, `[columns, rows]`. */
function historyOf(frames: readonly Frame[]): StoredTensor {
  const total = frames.reduce((sum, { time }) => sum + time.length, 0);
  const columns = frames[0]!.columns.length;
  const values = new Float64Array(columns * total);
  let at = 0;
  for (const frame of frames) {
    frame.columns.forEach((column, c) => {
      values.set(column.values, c * total + at);
    });
    at += frame.time.length;
  }
  return { name: "history", shape: [columns, total], values };
}
