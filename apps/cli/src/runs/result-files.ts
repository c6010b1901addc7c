import type { Lang, Outcome } from "@gatecast/forecast";
import type { OutFolder } from "../adapters/out-folder.ts";
import type { ChartFormat } from "../options/fit-request.ts";
import { forecastCsv } from "../output/forecast-csv.ts";
import { historyCsv } from "../output/history-csv.ts";
import { testForecastCsv } from "../output/test-forecast-csv.ts";
import type { ResultFile } from "./page-run.ts";

/** Everything that a finished run writes, by its name in `--json`. */
export async function resultFiles(
  outcome: Outcome,
  model: Uint8Array,
  folder: OutFolder,
  options: { readonly lang: Lang; readonly charts: readonly ChartFormat[] },
): Promise<readonly ResultFile[]> {
  const { lang } = options;
  // Drawing loads a large library, which commands without pictures need not wait for.
  const { renderReport } = await import("@gatecast/forecast/report");
  const ahead = [...outcome.beyond, ...(outcome.band?.ends ?? [])];
  return [
    { key: "model", path: folder.file("model.safetensors"), content: model },
    { key: "history", path: folder.file("history.csv"), content: historyCsv(outcome.history) },
    { key: "test_forecast", path: folder.file("test-forecast.csv"), content: testForecastCsv(outcome) },
    { key: "forecast", path: folder.file("forecast.csv"), content: forecastCsv(outcome.frame, ahead) },
    ...(await chartFiles(outcome, folder, options)),
    { key: "report", path: folder.file("report.html"), content: renderReport(outcome, { lang }) },
  ];
}

async function chartFiles(
  outcome: Outcome,
  folder: OutFolder,
  { lang, charts }: { readonly lang: Lang; readonly charts: readonly ChartFormat[] },
): Promise<ResultFile[]> {
  if (charts.length === 0) return [];
  // A native module and its fonts, for those who want pictures.
  const { svgToPng } = charts.includes("png") ? await import("../adapters/png.ts") : { svgToPng: undefined };
  const { CHART_NAMES, renderChart } = await import("@gatecast/forecast/report");
  return CHART_NAMES.flatMap((name) => {
    const svg = renderChart(outcome, name, { lang });
    return charts.map((format) => ({
      key: "charts" as const,
      path: folder.file(`chart-${name}.${format}`),
      content: format === "svg" || svgToPng === undefined ? svg : svgToPng(svg),
    }));
  });
}
