import type { Frame, Note } from "../contracts/index.ts";
import type { ForecastModel } from "../fit/model.ts";
import type { PanelModel } from "../fit/panel/panel-model.ts";
import { forecastRidge, NetworkForecaster, upTo } from "../models/index.ts";
import { alignmentsOf } from "./alignments.ts";
import { attribute } from "./attribution.ts";
import { baselineOf } from "./baseline.ts";
import type { Attribution, Explanation } from "./explanation.ts";
import { equationsOf, gatesOf } from "./gates.ts";
import { importanceOf } from "./importance.ts";
import { type ExplainOptions, type ExplainRun, readExplainOptions } from "./options.ts";
import { checkStep, type Subject, subjectOf } from "./subject.ts";
import { type CutWindow, windowToExplain } from "./window.ts";

/**
 * Explains one forecast of a model, and what the model lives on. From a window of the table: what its gates did step by
 * step, and what each input at each row contributed to the forecast, by integrated gradients in the target's unit. From all windows
 * that the model has not seen: how much the RMSE rises when an input is exchanged between them. Of a panel, one series: the table's
 * id says which. Nothing behind the origin enters gates and contributions but what is known in advance.
 * @throws Problem of kind `usage` or `data`; the signal's reason when aborted, unless what was reached is to be kept.
 */
export async function explain(
  model: ForecastModel | PanelModel,
  frame: Frame,
  options: ExplainOptions = {},
  run: ExplainRun = {},
): Promise<Explanation> {
  const settings = readExplainOptions(options);
  const subject = subjectOf(model, frame);
  const { engine, network, task, cell, windowAs } = subject;
  const { horizon } = task;
  checkStep(subject, settings.step);
  const cut = windowToExplain(subject, settings.origin);
  const gates = gatesOf(subject, cut, settings);
  const steps = settings.step === undefined ? upTo(horizon) : [settings.step - 1];
  const counts = Float64Array.from({ length: horizon }, (_, k) => (steps.includes(k) ? 1 / steps.length : 0));
  const forecaster = new NetworkForecaster(engine, network, windowAs === "features");
  const values = forecaster.forecast(cut.prepared, Int32Array.of(cut.at));
  forecaster.close();
  const { baseline, notes } = baselineOf(subject, cut, settings.baseline);
  // A matter of seconds at most, without which there is little to keep.
  const attribution = await attribute(subject, cut, baseline, counts, run.keep === true ? undefined : run.signal);
  const found = await importanceOf(subject, steps, settings, run);
  return {
    ...{ frame, target: task.target, cell, lookback: task.lookback, horizon, origin: cut.origin },
    step: settings.step ?? null,
    forecast: { model: cell, origins: [cut.origin], horizon, values },
    linearPath: linearPathOf(subject, cut, counts),
    equations: await equationsOf(subject, gates),
    ...alignmentsOf(subject, cut),
    gates,
    unit: settings.unit ?? null,
    attribution,
    importance: found.importance,
    notes: [...subject.notes, ...notes, ...incomplete(attribution), ...found.notes],
  };
}

/** Ridge, which the linear path is, on the window; whether the head beside it says anything. */
function linearPathOf(subject: Subject, cut: CutWindow, counts: Float64Array): Explanation["linearPath"] {
  const { network, engine, ridge } = subject;
  if (!network.spec.linearPath) return null;
  const { values } = forecastRidge(engine, ridge, cut.prepared, Int32Array.of(cut.at));
  return {
    forecast: values.reduce((sum, value, k) => (counts[k] === 0 ? sum : sum + value * counts[k]!), 0),
    isAll: ["head.weight", "head.bias"].every((name) => network.parameters.read(name).every((value) => value === 0)),
  };
}

/** What the integral may miss of the difference without a word, and what float32 leaves of sums that cancel. */
const COMPLETE = 0.01;
const ROUNDING = 1e-4;

/** A remark where contributions do not add up: cells with steps in their equations have gradients that are no slopes. */
function incomplete({ residual, forecast, baselineForecast, inputs }: Attribution): Note[] {
  const difference = Math.abs(forecast - baselineForecast);
  const size = inputs.reduce((sum, { values }) => values.reduce((all, value) => all + Math.abs(value), sum), 0);
  if (Math.abs(residual) <= Math.max(COMPLETE * difference, ROUNDING * size)) return [];
  return [{ code: "attribution_incomplete", facts: { residual, percent: (100 * Math.abs(residual)) / difference } }];
}
