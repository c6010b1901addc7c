import type { PictureWords } from "./picture-words.ts";

/** Charts, English. */
export const picturesEn: PictureWords = {
  titles: {
    boxes: {
      title: "Box plots before and after",
      caption:
        "Boxes hold the middle half of the readings, whiskers reach 1.5 box heights beyond it, dots lie farther.",
    },
    distributions: {
      title: "Box plots",
      caption:
        "Boxes hold the middle half of the readings, whiskers reach 1.5 box heights beyond it, dots lie farther.",
    },
    series: {
      title: "The series",
      caption:
        "Missing stretches are shaded, where they are wide enough to be seen; dots are readings far from the others.",
    },
    missing: {
      title: "Where readings are missing",
      caption: "Each line is a column; the darker, the more is missing.",
    },
    missing_after: {
      title: "What is still missing",
      caption: "Each line is a column; the darker, the more is missing.",
    },
    correlations: {
      title: "Correlation with its own past",
      caption: "Bars beyond the dashed band are unlikely to be chance.",
    },
    decomposition: {
      title: "STL: trend, season and remainder",
      caption: "The three lower parts add up to the series at the top.",
    },
    additive: {
      title: "Classical decomposition (additive)",
      caption: "The three lower parts add up to the series at the top; half a season at either end has no trend.",
    },
    multiplicative: {
      title: "Classical decomposition (multiplicative)",
      caption: "The three lower parts multiplied give the series at the top; half a season at either end has no trend.",
    },
    histogram: {
      title: "Distribution",
      caption: "The dashed curve is the normal distribution of the same mean and spread.",
    },
    overlay: {
      title: "The series, the fitted part and the predicted part",
      caption: "Each part stands on its own rows.",
    },
    truth: {
      title: "Truth and prediction",
      caption: "On the test part, by the first seed; of a long one the latest rows.",
    },
    steps: {
      title: "All steps ahead, truth and prediction",
      caption: "Each coloured line is the prediction made that many steps before.",
    },
    step_mean: { title: "Mean over the steps ahead", caption: "The mean of the steps of each window." },
    first_step: { title: "The first step alone", caption: "What comes right after the last known reading." },
    step_errors: { title: "Mean absolute error by step", caption: "By the first seed. Lower is better." },
    scatter: { title: "Prediction against truth", caption: "On the dashed line, prediction and truth agree." },
    scores: {
      title: "Scores over the seeds",
      caption: "Bars are means, dots single runs. Lower is better.",
    },
    residual_correlations: {
      title: "Correlation of the residuals with their own past",
      caption: "What is left should be chance: bars within the dashed band.",
    },
  },
  actual: "actual",
  acf: "Autocorrelation (ACF)",
  agree: "perfect prediction",
  after: "after",
  before: "before",
  beforeBehindAfter: "Where the two agree, only the line after cleaning is seen.",
  counted: "readings",
  fitted: "fitted (training)",
  gap: "missing",
  known: "complete",
  lag: "lag (rows)",
  missingAll: "all missing",
  missingSome: "some missing",
  noRows: "no rows",
  normal: "normal distribution",
  observed: "Observed",
  outlier: "outlier",
  pacf: "Partial autocorrelation (PACF)",
  predicted: "predicted (test)",
  remainder: "Remainder",
  season: "Season",
  trend: "Trend",
  validated: "predicted (validation)",
  step: (step) => `step ${step}`,
};
