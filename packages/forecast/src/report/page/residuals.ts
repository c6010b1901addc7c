import type { Outcome, WindowForecasts } from "../../contracts/index.ts";
import { diagnoseResiduals, type ResidualDiagnosis } from "../../diagnose/index.ts";
import { correlationChart, correlationHeight } from "../charts/correlation-chart.ts";
import { histogramChart } from "../charts/histogram-chart.ts";
import { unansweredSentence } from "../diagnosis/conclusions.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatNumber, formatPValue, kpssBound } from "../format-number.ts";
import { type Picture, renderFigure } from "../picture.ts";
import { targetValues } from "../target-values.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { bullets, section } from "./page.ts";

/** What is known of the residuals of a model: an outcome, or a series of a panel. */
export type Tested = Pick<Outcome, "frame" | "target" | "season" | "model" | "test">;

/**
 * What the network left unexplained: a sentence for each test of its first step's residuals, their correlations and spread. Of a
 * panel `series` names the one, and says what its residuals are of.
 */
export function residualsSection(
  outcome: Tested,
  words: Catalogue,
  series?: { readonly name: string; readonly hint: string },
): string {
  const residuals = networkResiduals(outcome);
  // Of fewer, no test has an answer.
  if (residuals.filter(Number.isFinite).length < 4) return "";
  const diagnosis = diagnoseResiduals(residuals, { season: outcome.season });
  const about = series === undefined ? outcome.target : `${outcome.target}, ${series.name}`;
  const pictures = residualPictures({ about, target: outcome.target, residuals, diagnosis }, words);
  const figures = pictures.map(
    (picture) =>
      `<figure><figcaption>${escapeHtml(picture.caption)}</figcaption><div class="wide">${renderFigure(picture)}</div></figure>`,
  );
  const { headingResiduals } = words.diagnosis;
  return section(
    series === undefined ? headingResiduals : fill(words.named, { name: headingResiduals, text: series.name }),
    [
      `<p class="hint">${escapeHtml(series?.hint ?? words.diagnosis.residualsHint)}</p>`,
      bullets(residualSentences(diagnosis, words)),
      ...figures,
    ].join("\n"),
  );
}

/** The network's residuals one step ahead on the test part, in order of time; none where it has no forecasts. */
export function networkResiduals({ frame, target, model, test }: Tested): Float64Array {
  const network = test.find((one) => one.model === model);
  return network ? firstResiduals(network, targetValues({ frame, target })) : new Float64Array(0);
}

/** Actual minus forecast, window by window; by row where windows do not lie evenly apart, NaN where none is. */
export function firstResiduals({ origins, horizon, values }: WindowForecasts, actual: Float64Array): Float64Array {
  const residual = (window: number): number =>
    (actual[(origins[window] ?? 0) + 1] ?? Number.NaN) - (values[window * horizon] ?? Number.NaN);
  const first = origins[0] ?? 0;
  const stride = (origins[1] ?? first + 1) - first;
  if (origins.every((origin, window) => origin === first + window * stride)) {
    return Float64Array.from(origins.keys(), residual);
  }
  const byRow = new Float64Array((origins.at(-1) ?? first) - first + 1).fill(Number.NaN);
  origins.forEach((origin, window) => {
    byRow[origin - first] = residual(window);
  });
  return byRow;
}

/** One sentence each: is there pattern left, does the level stay (asked both ways), is it 0 on average. */
export function residualSentences({ ljungBox, adf, kpss, mean }: ResidualDiagnosis, words: Catalogue): string[] {
  const { diagnosis: say } = words;
  const white =
    ljungBox.reason === null
      ? fill(ljungBox.conclusion === "white" ? say.residualsWhite : say.residualsPattern, {
          lag: ljungBox.judgedAt,
          pValue: formatPValue(ljungBox.pValue),
        })
      : unansweredSentence("Ljung–Box", ljungBox.reason, words);
  const level =
    adf.reason === null
      ? fill(adf.conclusion === "unit_root_rejected" ? say.residualsStationary : say.residualsUnitRoot, {
          statistic: formatNumber(adf.statistic),
          pValue: formatPValue(adf.pValue),
        })
      : unansweredSentence(say.adf, adf.reason, words);
  const opposite =
    kpss.reason === null
      ? fill(kpss.conclusion === "stationarity_rejected" ? say.residualsLevelMoves : say.residualsLevelStays, {
          statistic: formatNumber(kpss.statistic),
          pValue: kpssBound(kpss.pValue) ?? formatPValue(kpss.pValue),
        })
      : unansweredSentence(say.kpss, kpss.reason, words);
  const centre =
    mean.reason === null
      ? [
          fill(mean.conclusion === "mean_zero" ? say.residualsUnbiased : say.residualsBiased, {
            mean: formatNumber(mean.mean),
            pValue: formatPValue(mean.pValue),
          }),
        ]
      : [];
  return [white, level, opposite, ...centre];
}

function residualPictures(
  of: {
    readonly about: string;
    readonly target: string;
    readonly residuals: Float64Array;
    readonly diagnosis: ResidualDiagnosis;
  },
  words: Catalogue,
): Picture[] {
  const { about, target, residuals: values } = of;
  const { correlogram } = of.diagnosis;
  const { acf, pacf, counted, normal, titles } = words.pictures;
  const shared = { about, nothing: words.labels.nothingToDraw };
  const rows =
    correlogram.reason === null
      ? [
          { heading: acf, values: correlogram.autocorrelations, band: correlogram.band },
          { heading: pacf, values: correlogram.partial, band: correlogram.partialBand },
        ]
      : [];
  const unit = fill(words.named, { name: words.diagnosis.residual, text: target });
  return [
    {
      ...shared,
      ...titles.residual_correlations,
      name: "residual-correlations",
      height: correlationHeight(rows.length),
      option: (title) => correlationChart(rows, words, title),
    },
    {
      ...shared,
      ...titles.histogram,
      name: "residual-histogram",
      height: 300,
      option: (title) => histogramChart({ unit, count: counted, normal, values }, title),
    },
  ];
}
