import type { Lang, PanelOutcome } from "@gatecast/forecast";
import type { OutFolder } from "../adapters/out-folder.ts";
import type { ChartFormat } from "../options/fit-request.ts";
import { historyCsv } from "../output/history-csv.ts";
import { panelForecastCsv, panelTestCsv, seriesScoresCsv } from "../output/panel-csv.ts";
import type { ResultFile } from "./page-run.ts";
import { pictureFiles } from "./picture-files.ts";

/** Everything that a finished run over many series writes, by its name in `--json`. */
export async function panelFiles(
  outcome: PanelOutcome,
  model: Uint8Array,
  folder: OutFolder,
  { lang, charts }: { readonly lang: Lang; readonly charts: readonly ChartFormat[] },
): Promise<readonly ResultFile[]> {
  // Drawing loads a large library, which commands without pictures need not wait for.
  const { panelPictures, renderPanelReport } = await import("@gatecast/forecast/report");
  const pictures = await pictureFiles("chart", () => panelPictures(outcome, lang), charts);
  return [
    { key: "model", path: folder.file("model.safetensors"), content: model },
    { key: "history", path: folder.file("history.csv"), content: historyCsv(outcome.history) },
    { key: "series_scores", path: folder.file("series-scores.csv"), content: seriesScoresCsv(outcome.perSeries) },
    { key: "test_forecast", path: folder.file("test-forecast.csv"), content: panelTestCsv(outcome) },
    { key: "forecast", path: folder.file("forecast.csv"), content: panelForecastCsv(outcome.beyond) },
    ...pictures.map(({ name, ...file }) => ({ ...file, path: folder.file(name) })),
    { key: "report", path: folder.file("report.html"), content: renderPanelReport(outcome, { lang }) },
  ];
}
