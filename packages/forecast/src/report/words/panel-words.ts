import type { Verdict } from "../../contracts/index.ts";

/** Words of a panel: many series, one model. */
export interface PanelWords {
  readonly kind: string;
  /** Facts: target, series. */
  readonly title: string;
  /** Facts: network, series, mase, baselineMase, byMase, rmse, baselineRmse, baseline, better. */
  readonly verdicts: Readonly<Record<Verdict, string>>;
  /** Below the score table. */
  readonly scoresHint: string;
  readonly labels: Readonly<
    Record<"given" | "fitted" | "scored" | "skillByMase" | "windowsOfAll" | "examples", string>
  >;
  readonly pictures: Readonly<
    Record<"spread" | "best" | "median" | "worst", { readonly title: string; readonly caption: string }>
  >;
  /** What the residuals are of. */
  readonly residualsHint: string;
  /** Above the residuals of the drawn series. Facts: tested, pattern, expected. */
  readonly residualsOfAll: string;
  /** Facts: untested. */
  readonly residualsUntested: string;
  /** Heads of the table of the best and the worst series. */
  readonly series: string;
}
