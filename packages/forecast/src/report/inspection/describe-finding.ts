import type { Finding } from "../../inspect/inspection.ts";
import { describeStep, type StepFacts } from "../cleaning/describe-step.ts";
import { formatCount, formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
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
    detail: detailOf(finding, known?.detail ?? "", words),
    why: known?.why ?? "",
  };
}

function whereOf({ column, series }: Finding, { inspection }: Catalogue): string {
  if (column === null) return series ?? inspection.wholeTable;
  return series === null ? column : fill(inspection.columnOfSeries, { column, series });
}

function repairOf({ repair, column }: Finding, words: Catalogue): string {
  if (repair === null) return "";
  const step: StepFacts = { ...repair };
  const { columns, ...others } = step;
  // The column stands in the same row.
  return describeStep(Array.isArray(columns) && columns.length === 1 && columns[0] === column ? others : step, words);
}

function detailOf({ facts }: Finding, template: string, words: Catalogue): string {
  const shown = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === "number" ? shortNumber(fact) : timeStep(fact, words),
    ]),
  );
  const needed = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  if (needed.length > 0 && needed.every((name) => Object.hasOwn(shown, name))) return fill(template, shown);
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

const shortNumber = (value: number): string => (Number.isInteger(value) ? formatCount(value) : formatNumber(value));
