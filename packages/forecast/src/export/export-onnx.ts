import { NotExpressible, networkNodes, OnnxGraph, type Value, writeOnnx } from "@gatecast/nn";
import { timeAxisOf } from "../fit/model-facts.ts";
import { ClockNodes } from "./clock-nodes.ts";
import { notExported, openSaved, type SavedNetwork } from "./saved-network.ts";
import { metadataOf, type Signature, signatureOf, textsOf } from "./signature.ts";
import { levelNodes, type Series, type StepContext, undoNodes } from "./step-nodes.ts";
import { windowNodes } from "./window-nodes.ts";

/** An `.onnx` file, and what it is given and answers. */
export interface OnnxExport {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly signature: Signature;
}

/**
 * A model file as an ONNX graph (https://onnx.ai) that takes raw rows in the data's own units, `rows` `[B, R, C]` float64, and answers with
 * forecasts in the target's own unit, `forecast` `[B, h]` float64: preparation, window scale, network and their undoing are inside,
 * cleaning is not. Columns known in advance come as `future` `[B, h, F]`, and when the rows are as `time` `[B, R + h]`, where the model
 * looks at them; the graph's metadata describe each. A missing reading is NaN, and the answer is NaN where the window has one that
 * the preparation does not fill, or where it is the target's last.
 * @throws Problem of kind `model` as `loadModel` does; `panel_not_exported`, `not_expressible` (usage), which names the part.
 */
export async function exportOnnx(bytes: Uint8Array): Promise<OnnxExport> {
  const saved = await openSaved(bytes);
  const { facts } = saved.file;
  const signature = signatureOf(facts);
  const graph = new OnnxGraph("forecaster");
  addNodes(graph, saved, signature);
  const about = `Forecasts ${facts.task.target}: ${textsOf(signature).forecast}.`;
  return { bytes: writeOnnx(graph.data(), about, metadataOf(facts, signature)), signature };
}

function addNodes(graph: OnnxGraph, saved: SavedNetwork, signature: Signature): void {
  const { task, preparation, series, network } = saved.file.facts;
  const { rows: R, columns, horizon: h } = signature;
  const texts = textsOf(signature);
  const axis = timeAxisOf(series.time);
  const rows = graph.input("rows", "double", ["batch", R, columns.length], texts.rows);
  const F = task.future.length;
  const future = F > 0 ? graph.input("future", "double", ["batch", h, F], texts.future) : null;
  const time = signature.time === null ? null : graph.input("time", "double", ["batch", R + h], texts.time);
  const clock = time === null ? null : new ClockNodes(graph, time);
  const context: StepContext = { graph, phases: (season) => clock!.phases(axis, season) };

  const column = (table: Value, at: number) =>
    graph.node("Squeeze", [graph.slice(table, 2, at, at + 1), graph.integers(2)]);
  const seriesAt = (at: number): Series => {
    const read = { value: column(rows, at), length: R, end: R };
    const ahead = at - 1 - task.past.length;
    if (future === null || ahead < 0) return read;
    return { value: graph.concatenate([read.value, column(future, ahead)], 1), length: R + h, end: R + h };
  };
  const levels = columns.map((name, at) => {
    const steps = at === 0 ? preparation.target : (preparation.columns[name] ?? []);
    return levelNodes(context, steps, seriesAt(at));
  });
  const prepared = levels.map((own) => own.at(-1)!);
  const target = levels[0]![0]!;
  const cut = windowNodes(graph, { task, window: preparation.window, target, prepared, clock, rows: R });

  const table = graph.cast(cut.table, "float");
  // As features, a window's rows lie side by side in one step.
  const steps = network.window_as === "features" ? graph.reshape(table, [0, 1, -1]) : table;
  const x = graph.node("Transpose", [steps], { perm: [1, 0, 2] });
  const extras = cut.ahead === null ? null : graph.cast(cut.ahead, "float");
  const said = graph.cast(networkOf(graph, saved, x, extras), "double");
  const forecast = graph.node("Add", [graph.node("Mul", [said, cut.spread]), cut.level]);
  const undone = undoNodes(context, preparation.target, forecast, levels[0]!, h);
  const answer = graph.node("Add", [undone, cut.doubt]);
  graph.output("forecast", answer, "double", ["batch", h], texts.forecast);
}

function networkOf(graph: OnnxGraph, { spec, read }: SavedNetwork, x: Value, extras: Value | null): Value {
  try {
    return networkNodes(graph, spec, read, { x, extras });
  } catch (error) {
    throw error instanceof NotExpressible ? notExported(error, "ONNX") : error;
  }
}
