import { covariates, longestSeries } from "./covariates.ts";
import type { Finding, FindingCode, Inspection, SeriesFacts } from "./inspection.ts";
import { proposeLookback } from "./propose-lookback.ts";

type CleanStep = { readonly kind: string; readonly [option: string]: unknown };
/** A cleaning step, and the finding that asks for it. */
interface Asked {
  readonly step: CleanStep;
  readonly code: FindingCode;
}

/** A complete configuration of `fit`, plain JSON. */
export interface Proposal {
  readonly target?: string;
  readonly past?: readonly string[];
  /** Rows; only where those that `fit` chooses by itself might be too many for so many columns. */
  readonly lookback?: number;
  readonly table?: Readonly<Record<string, unknown>>;
}

/** What `proposeConfiguration` may be told. */
export interface ProposeOptions {
  /** The column to forecast; that of the inspection where absent. */
  readonly target?: string;
}

/** Steps that make one row of several. */
const JOINS: ReadonlySet<string> = new Set(["duplicates", "regular"]);

const BROKEN_TIME: readonly FindingCode[] = ["step_change", "irregular_step", "time_gaps", "weekend_cut"];

/**
 * A configuration with which `fit` runs on an inspected table: the target, covariates that change and are mostly known, and the
 * cleaning steps that the findings ask for, in an order that works: sentinels become missing, rows are sorted, repetitions
 * go, the axis becomes regular, then covariates are filled forward. Gaps of the target stay missing, and genuine
 * extremes stay as they are: only values apart from all others go.
 */
export function proposeConfiguration(inspection: Inspection, options: ProposeOptions = {}): Proposal {
  const target = options.target ?? inspection.target?.column;
  const past = target === undefined ? [] : covariates(inspection, target);
  const table = tableOptions(inspection, target, cleanSteps(inspection, target, past));
  const lookback = target === undefined ? undefined : proposeLookback(inspection, target, past.length);
  return {
    ...(target === undefined ? {} : { target }),
    ...(past.length > 0 ? { past } : {}),
    ...(lookback === undefined ? {} : { lookback }),
    ...(Object.keys(table).length > 0 ? { table } : {}),
  };
}

/**
 * Why, by key of what `proposeConfiguration` proposes (`target`, `past`, `table.series`, `table.clean.0` …): `target_given`,
 * `target_name`, `target_first` or, where none is proposed, `target_no_numbers`, `target_constant`, `target_unlikely`;
 * `past_numbers`, `lookback_bearable`, `series_column`, `series_longest`, `zone_one_of`, or the code of the finding that a step
 * repairs.
 */
export function proposalReasons(inspection: Inspection, options: ProposeOptions = {}): Record<string, string> {
  const { target, past = [], lookback, table = {} } = proposeConfiguration(inspection, options);
  const steps = cleanSteps(inspection, target, past);
  return {
    target: targetReason(inspection, target),
    ...(past.length > 0 ? { past: "past_numbers" } : {}),
    ...(lookback === undefined ? {} : { lookback: "lookback_bearable" }),
    ...(table.series_column === undefined ? {} : { "table.series_column": "series_column" }),
    ...(table.series === undefined || inspection.seriesCount === 1 ? {} : { "table.series": "series_longest" }),
    ...(table.zone === undefined ? {} : { "table.zone": zoneReason(inspection.findings) }),
    ...(table.missing === undefined ? {} : { "table.missing": "text_numbers" }),
    ...(table.decimal === undefined ? {} : { "table.decimal": "text_numbers" }),
    ...Object.fromEntries(steps.map(({ code }, i) => [`table.clean.${i}`, code])),
  };
}

function targetReason({ target: guessed, columns }: Inspection, target: string | undefined): string {
  if (target !== undefined) return `target_${guessed?.column === target ? guessed.reason : "given"}`;
  const numbers = columns.filter(({ kind }) => kind === "number");
  if (numbers.length === 0) return "target_no_numbers";
  return numbers.every(({ distinct }) => distinct <= 1) ? "target_constant" : "target_unlikely";
}

function cleanSteps(inspection: Inspection, target: string | undefined, past: readonly string[]): Asked[] {
  const own = ownSeries(inspection, target);
  // What is wrong with another series alone is none of this one's business.
  const findings = inspection.findings.filter(({ series }) => series === null || !own || series === own.name);
  const columns: readonly { readonly name: string; readonly missing: number }[] = own?.columns ?? inspection.columns;
  const used = new Set([...(target === undefined ? [] : [target]), ...past]);
  const mixed = findings.some(({ code, repair }) => code === "mixed_series" && repair === null);
  // Rows of different series must not be joined; only a person can name the series.
  const asked = findings.flatMap(stepOf).filter(({ step }) => !mixed || !JOINS.has(step.kind));
  const impossible = asked.filter(
    ({ finding, step }) => isImpossible(finding) && names(step).some((it) => used.has(it)),
  );
  const first = (codes: readonly FindingCode[]) =>
    asked.filter(({ finding }) => codes.includes(finding.code)).slice(0, 1);
  const broken = first(BROKEN_TIME);
  const lacking = new Set([
    ...impossible.flatMap(({ step }) => names(step)),
    ...columns.filter(({ missing }) => missing > 0).map(({ name }) => name),
  ]);
  const holes = past.filter((name) => broken.length > 0 || lacking.has(name));
  const fill = { kind: "fill", by: "forward", columns: holes };
  return [
    ...[...impossible, ...first(["out_of_order"]), ...first(["duplicate_times", "duplicate_rows"]), ...broken].map(
      ({ finding, step }) => ({ step, code: finding.code }),
    ),
    ...(holes.length > 0 ? [{ step: fill, code: broken[0]?.finding.code ?? "missing_values" }] : []),
  ];
}

/**
 * The series that is proposed; undefined where none can be forecast, and where all are, as the ids of a column that was read as numbers are not known as they are written:
 * `1` may be `001` in the file.
 */
function ownSeries(inspection: Inspection, target: string | undefined): SeriesFacts | undefined {
  if (target === undefined) return undefined;
  const isToldByNumbers =
    inspection.findings.some(({ code, repair }) => code === "mixed_series" && repair !== null) &&
    inspection.series.every(({ name }) => /^-?\d+$/.test(name));
  return isToldByNumbers ? undefined : longestSeries(inspection, target);
}

/** Readings that cannot be: sentinels, and values apart from all others. */
const isImpossible = ({ code, weight }: Finding): boolean =>
  code === "sentinel" || (code === "outliers_iqr" && weight === "harms");

function stepOf(finding: Finding): { finding: Finding; step: CleanStep }[] {
  const { repair } = finding;
  return repair && "kind" in repair ? [{ finding, step: repair as CleanStep }] : [];
}

const names = (step: CleanStep): readonly string[] => (step.columns as readonly string[] | undefined) ?? [];

/** How the file is to be read, and cleaned. */
function tableOptions(
  inspection: Inspection,
  target: string | undefined,
  steps: readonly Asked[],
): Record<string, unknown> {
  const { time, findings } = inspection;
  const zone = zoneOf(findings);
  const asked = findings.filter(({ code }) => code === "mixed_series" || code === "text_numbers");
  const options = asked.flatMap(({ repair }) => (repair && "table" in repair ? [repair.table as object] : []));
  const words = options.flatMap((option) => ("missing" in option ? (option.missing as string[]) : []));
  const series = ownSeries(inspection, target)?.name;
  const parts = time?.columns ?? [];
  return {
    ...(parts.length > 0 ? { time: parts.length === 1 ? parts[0] : parts } : {}),
    ...(zone === undefined ? {} : { zone }),
    ...Object.assign({}, ...options),
    ...(words.length > 0 ? { missing: [...new Set(words)] } : {}),
    ...(series === undefined ? {} : { series }),
    ...(steps.length > 0 ? { clean: steps.map(({ step }) => step) } : {}),
  };
}

const CLOCKS: readonly FindingCode[] = ["clock_change", "mixed_times"];

/** The finding of a clock whose zone is to be said; of several that fit it names the first. */
function clockOf(findings: readonly Finding[]): Finding | undefined {
  return findings.find(
    ({ code, facts }) => CLOCKS.includes(code) && facts.zones !== undefined && facts.zone !== undefined,
  );
}

function zoneOf(findings: readonly Finding[]): string | undefined {
  const zone = clockOf(findings)?.facts.zone;
  return zone === undefined ? undefined : String(zone);
}

function zoneReason(findings: readonly Finding[]): string {
  const clock = clockOf(findings);
  return clock && clock.repair === null ? "zone_one_of" : (clock?.code ?? "clock_change");
}
