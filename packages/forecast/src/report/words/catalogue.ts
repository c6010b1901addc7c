import type { Metrics, StepUnit, Verdict } from "../../contracts/index.ts";
import type { ChartName } from "../charts/chart-name.ts";
import type { CleaningWords } from "./cleaning-words.ts";
import type { CompareWords } from "./compare-words.ts";
import type { DiagnosisWords } from "./diagnosis-words.ts";
import type { ExplanationWords } from "./explanation-words.ts";
import type { InspectionWords } from "./inspection-words.ts";
import type { MemberLabels } from "./member-words.ts";
import type { NoteCode } from "./note-code.ts";
import type { PanelWords } from "./panel-words.ts";
import type { PictureWords } from "./picture-words.ts";
import type { RecipeWords } from "./recipe-words.ts";

/** The languages that reports, tables and sentences are written in. */
export type Lang = "en" | "zh";

/**
 * Every word that `report/` says, in one language. A language that lacks a key does not compile.
 * `{name}` in a template is replaced by the fact of that name.
 */
export interface Catalogue {
  /** Value of HTML's `lang` attribute. */
  readonly htmlLang: string;
  /** Display names of the baselines; a model that is not here is shown by its own name. */
  readonly models: Readonly<Record<string, string>>;
  /** `{model}` is the network's cell. */
  readonly network: string;
  readonly metrics: Readonly<Record<keyof Metrics, string>>;
  readonly metricMeanings: Readonly<Record<keyof Metrics, string>>;
  /** Facts: network, rmse, baseline, baselineRmse, percent, extent. */
  readonly verdicts: Readonly<Record<Verdict, string>>;
  /** For a best baseline without error, where no percentage exists. Facts as above, without percent. */
  readonly verdictsWithoutPercent: Readonly<Record<Verdict, string>>;
  readonly verdictLabels: Readonly<Record<Verdict, string>>;
  readonly copiesLastValue: string;
  /** Words for the fact `reason` of a note. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<NoteCode, string>>;
  /** Words for steps of a preparation, ways to normalise a window and calendar features. Facts: lag. */
  readonly choices: Readonly<Record<string, string>>;
  readonly inspection: InspectionWords;
  readonly cleaning: CleaningWords;
  readonly compare: CompareWords;
  readonly diagnosis: DiagnosisWords;
  readonly explanation: ExplanationWords;
  readonly panel: PanelWords;
  readonly members: MemberLabels;
  readonly recipes: RecipeWords;
  readonly pictures: PictureWords;
  readonly charts: Readonly<Record<ChartName, { readonly title: string; readonly caption: string }>>;
  readonly units: Readonly<Record<StepUnit, string>>;
  /** `10 minutes`, of a number as written and a unit's word. */
  step(count: string, unit: string): string;
  steps(count: number): string;
  rows(count: number): string;
  /** `5 seeds`. */
  seeds(count: number): string;
  /** `25 windows of 12 steps`. */
  extent(windows: number, steps: number): string;
  /** Why a cell is not trained as it was asked for, of the message of a problem. */
  whyRefused(message: string): string;
  /** Puts whole sentences together. */
  readonly betweenSentences: string;
  /** Stands between the items of a list. */
  readonly betweenItems: string;
  /** ` ({text})`. */
  readonly inBrackets: string;
  /** A name and what belongs to it. Facts: name, text. */
  readonly named: string;
  readonly labels: Readonly<Record<LabelName, string>>;
}

/** Short texts of the page, the table and the charts. */
export type LabelName =
  | "actual"
  | "band"
  | "best"
  | "bestEpoch"
  | "lastEpochKept"
  | "rowByDate"
  | "configuration"
  | "configurationHint"
  | "dataEnds"
  | "epoch"
  | "forecastBeyond"
  | "horizon"
  | "kind"
  | "lookback"
  | "newestRows"
  | "nothingToDraw"
  | "loss"
  | "meanings"
  | "model"
  | "noNotes"
  | "notScored"
  | "notes"
  | "parameters"
  | "period"
  | "points"
  | "reproduce"
  | "row"
  | "scores"
  | "season"
  | "seasonUsed"
  | "seconds"
  | "seed"
  | "skill"
  | "splitRows"
  | "stepsAhead"
  | "test"
  | "training"
  | "trainingLoss"
  | "trainingLossRefit"
  | "undefinedMetric"
  | "untitled"
  | "validation"
  | "validationLoss"
  | "weights"
  | "windows"
  | "windowsApart";
