import type { PanelWords } from "./panel-words.ts";

/** A panel, English. */
export const panelEn: PanelWords = {
  kind: "Gatecast forecast report · many series, one model",
  title: "{target} · {series:series:series}",
  verdicts: {
    network_wins:
      "Over {series:series:series} the {network} beats every baseline: its mean MASE is {mase} against {baselineMase} for the best of them, {byMase}, and its RMSE {rmse} against {baselineRmse} ({baseline}). It is closer than {byMase} in {better} of them.",
    network_ties:
      "Over {series:series:series} the {network} and the best baseline are level: mean MASE {mase} against {baselineMase} ({byMase}), RMSE {rmse} against {baselineRmse} ({baseline}); it is closer than {byMase} in {better} of them. Prefer the simpler one.",
    baseline_wins:
      "Over {series:series:series} a simple rule is better by at least one measure: mean MASE {baselineMase} for {byMase}, {mase} for the {network}; RMSE {baselineRmse} for {baseline}, {rmse} for the {network}. It is closer than {byMase} in {better} of them. Use that baseline where its measure is the one that counts, or give the network more data or more inputs.",
    not_scored:
      "Nothing was scored: no series has a known reading in its test part, so it is not known whether the {network} is worth its keep.",
  },
  scoresHint:
    "MASE is that of each series, averaged over the series: all count alike. The other columns are over all rows of all series, where large series count most. The verdict goes by RMSE and by MASE: the less favourable of both holds.",
  labels: {
    given: "Series given",
    fitted: "Series fitted",
    scored: "Series scored",
    skillByMase: "Skill by MASE",
    windowsOfAll: "Windows scored",
    examples: "Series, from the best to the worst",
  },
  pictures: {
    spread: {
      title: "How the series score",
      caption:
        "MASE of each series, model by model. Boxes hold the middle half of the series, whiskers reach 1.5 box heights beyond it, dots lie farther.",
    },
    best: { title: "The series with the lowest MASE", caption: "Its test part, and the forecast beyond its end." },
    median: { title: "The series in the middle", caption: "Half of the series have a lower MASE, half a higher one." },
    worst: { title: "The series with the highest MASE", caption: "Its test part, and the forecast beyond its end." },
  },
  residualsHint:
    "Residuals of the first step ahead: actual minus forecast, on the test part; where that has fewer than 20 windows, on the latest, at most 100, most of which the network has learnt from: a pattern there is one that it did not learn.",
  residualsOfAll:
    "By Ljung–Box (p < 0.05) a pattern is left in the residuals of {pattern} of {tested:series:series} that could be tested; were there none in any, chance would show about {expected}.",
  residualsUntested: "Too few residuals, or none that vary: {untested:series:series}.",
  series: "series",
};
