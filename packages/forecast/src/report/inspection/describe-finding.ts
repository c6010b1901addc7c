import type { Finding } from "../../inspect/inspection.ts";
import { describeStep, type StepFacts } from "../cleaning/describe-step.ts";
import { formatCount, formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { factsIn, fill } from "../words/fill.ts";
import { timeStep } from "../words/time-step.ts";

/** A finding in words: what · where · how many · first rows · repair. */
export interface FindingText {
  readonly what: string;
  readonly where: string;
  readonly count: string;
  readonly firstRows: string;
  /** Empty where none is known. */
  readonly repair: string;
  /** Its facts in a phrase; empty for none. */
  readonly detail: string;
  /** Why it matters; empty where the code has no words. */
  readonly why: string;
}

/** Puts a finding into words; a code without words is shown as it is, with its facts. */
export function describeFinding(finding: Finding, words: Catalogue): FindingText {
  const { inspection } = words;
  const known = Object.hasOwn(inspection.findings, finding.code) ? inspection.findings[finding.code] : undefined;
  return {
    what: known?.what ?? String(finding.code).replaceAll("_", " "),
    where: whereOf(finding, words),
    count: formatCount(finding.count),
    firstRows:
      finding.firstRows.join(", ") +
      (finding.firstRows.length < finding.count && finding.firstRows.length > 0 ? " …" : ""),
    repair: repairOf(finding, words),
    detail: detailOf(finding, [known?.detail ?? ""].flat(), words),
    why: known?.why ?? "",
  };
}

function whereOf({ column, series, facts }: Finding, { inspection }: Catalogue): string {
  if (isMerged(facts)) return fill(inspection.severalColumns, { columns: formatCount(Number(facts.columns)) });
  if (column === null) return series ?? inspection.wholeTable;
  return series === null ? column : fill(inspection.columnOfSeries, { column, series });
}

/** True for the finding that several columns share. */
const isMerged = (facts: Finding["facts"]): boolean => facts.most_column !== undefined && facts.most_column !== "";

function repairOf({ repair, column }: Finding, words: Catalogue): string {
  if (repair === null) return "";
  const step: StepFacts = { ...repair };
  const { columns, ...others } = step;
  // The column stands in the same row.
  return describeStep(Array.isArray(columns) && columns.length === 1 && columns[0] === column ? others : step, words);
}

function detailOf({ facts }: Finding, templates: readonly string[], words: Catalogue): string {
  const shown = Object.fromEntries(
    Object.entries(facts)
      .map(([name, fact]): [string, string] => [name, showFact(name, fact, words)])
      .filter(([, text]) => text !== ""),
  );
  const template = (isMerged(facts) ? [words.inspection.mergedDetail] : templates).find(
    (one) => one !== "" && factsIn(one).every((name) => Object.hasOwn(shown, name)),
  );
  if (template !== undefined) return fill(template, shown);
  // One series is no news.
  const { series, ...others } = shown;
  const listed = series === undefined || series === "1" ? others : shown;
  const names = words.inspection.facts;
  return Object.entries(listed)
    .map(([name, fact]) => {
      const known = Object.hasOwn(names, name) ? names[name] : undefined;
      return fill(words.named, { name: known ?? name.replaceAll("_", " "), text: fact });
    })
    .join(words.betweenItems);
}

function showFact(name: string, fact: string | number, words: Catalogue): string {
  if (name === "descending") return fact === 1 ? words.inspection.newestFirst : "";
  return typeof fact === "number" ? shortNumber(fact) : timeStep(fact, words);
}

const shortNumber = (value: number): string => (Number.isInteger(value) ? formatCount(value) : formatNumber(value));
