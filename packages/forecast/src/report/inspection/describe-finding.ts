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
    detail: [detailOf(finding, [known?.detail ?? ""].flat(), words), sharesOf(finding, words)]
      .filter((text) => text !== "")
      .join(words.inspection.betweenDetails),
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

/** Series that are named with their shares. */
const SHARES = 4;

/** How much each of several series has, those with the most named; empty for a finding in one place. */
function sharesOf({ parts, facts }: Finding, words: Catalogue): string {
  if (parts.length === 0 || isMerged(facts)) return "";
  const { share, partsDetail, andOthers } = words.inspection;
  const series = Number(facts.series ?? parts.length);
  const named = parts.slice(0, SHARES);
  const shares = named
    .map((part) => fill(share, { series: part.series ?? "", count: formatCount(part.count) }))
    .join(words.betweenItems);
  const more = series - named.length;
  return fill(partsDetail, {
    series: formatCount(series),
    shares: more > 0 ? fill(andOthers, { shares, count: formatCount(more) }) : shares,
  });
}

function detailOf({ facts, series, parts }: Finding, templates: readonly string[], words: Catalogue): string {
  // Series that are named beside it are not named once more.
  const isNamed = series !== null || parts.length > 0;
  const shown = Object.fromEntries(
    Object.entries(facts)
      .map(([name, fact]): [string, string] => [name, showFact(name, fact, words)])
      .filter(([name, text]) => text !== "" && !(isNamed && name === "names")),
  );
  const template = (isMerged(facts) ? [words.inspection.mergedDetail] : templates).find(
    (one) => one !== "" && factsIn(one).every((name) => Object.hasOwn(shown, name)),
  );
  if (template !== undefined) return fill(template, shown);
  // One series is no news.
  const { series: count, ...others } = shown;
  const listed = isNamed || count === "1" ? others : shown;
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
