import { resolve } from "node:path";
import { type Explanation, formatTime, type Lang, partName } from "@gatecast/forecast";
import type * as Report from "@gatecast/forecast/report";
import { forecastRows } from "./forecast-csv.ts";
import { noteRows } from "./note-rows.ts";

type Words = Pick<typeof Report, "explanationSentences" | "unitsOverTime" | "unitOverTime">;

/** The one document that `explain --json` prints, but for its files; units that nobody asked for are in `gates.csv`. */
export function explanationDocument(
  run: { readonly model: string; readonly data: string },
  explanation: Explanation,
  report: Words,
  lang: Lang,
): object {
  const { frame, target, cell, origin, step, horizon, lookback, attribution, importance, linearPath } = explanation;
  const { forecast, baselineForecast, against, windows, season, residual, nodes } = attribution;
  const at = (row: number): string => formatTime(frame.time, row);
  return {
    ...{ command: "explain", model: resolve(run.model), data: resolve(run.data), unique_id: frame.id },
    ...{ target, cell, lookback, horizon, cutoff: at(origin), step },
    summary: report.explanationSentences(explanation, lang),
    forecast: forecastRows(frame, [explanation.forecast]),
    baseline: { kind: against, windows, season, forecast: baselineForecast },
    linear_path: linearPath === null ? null : { forecast: linearPath.forecast, is_all: linearPath.isAll },
    ...{ explained: forecast, difference: forecast - baselineForecast, residual, nodes },
    attributions: attribution.inputs.map(({ name, kind, total, values, readings, baseline }) => ({
      ...{ input: name, kind, total },
      rows: Array.from(values, (value, i) => ({
        ds: at(attribution.first + i),
        lag: origin - attribution.first - i,
        reading: finite(readings?.[i]),
        baseline: finite(baseline?.[i]),
        attribution: value,
      })),
    })),
    importance:
      importance === null
        ? null
        : {
            ...{ rmse: importance.rmse, windows: importance.windows, of: importance.of, unseen: importance.unseen },
            rows: { first: at(importance.rows.first), last: at(importance.rows.last) },
            inputs: importance.inputs.map(({ name, kind, rise, spread, rmse }) => ({
              ...{ input: name, kind, rise, spread, rmse },
            })),
          },
    alignments: explanation.alignments.map(({ layer, over, first, steps, rows, shares }) => ({
      ...{ layer, over, ds: Array.from({ length: rows }, (_, t) => at(first + t)) },
      shares: Array.from({ length: steps }, (_, a) => [...shares.subarray(a * rows, (a + 1) * rows)]),
    })),
    drivers: explanation.drivers.map(({ layer, first, rows, inputs }) => ({
      ...{ layer, ds: Array.from({ length: rows }, (_, t) => at(first + t)) },
      inputs: inputs.map(({ name, kind, shares }) => ({ input: name, kind, shares: [...shares] })),
    })),
    gates: gateDocuments(explanation, report),
    notes: noteRows(explanation.notes, lang),
  };
}

function gateDocuments({ gates: layers, frame, unit }: Explanation, report: Words): object[] {
  return layers.map((layer) => ({
    layer: layer.layer,
    part: layer.part === null ? null : partName(layer.part),
    direction: layer.reverse ? "backward" : "forward",
    units: layer.units,
    from: layer.spans.map(({ first }) => formatTime(frame.time, first)),
    ds: layer.spans.map(({ last }) => formatTime(frame.time, last)),
    values: layer.gates.map((gate) => {
      const over = report.unitsOverTime(gate);
      const own = unit === null ? null : report.unitOverTime(gate, unit);
      return {
        ...{ name: gate.name, kind: gate.kind, units: gate.units, mean: over.map(({ mean }) => mean) },
        ...{ low: over.map(({ low }) => low), high: over.map(({ high }) => high) },
        ...(own === null ? {} : { unit, of_unit: [...own] }),
      };
    }),
  }));
}

const finite = (value: number | undefined): number | null => (Number.isFinite(value) ? value! : null);
