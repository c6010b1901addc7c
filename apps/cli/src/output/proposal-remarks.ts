import type { Finding } from "@gatecast/forecast";
import type { Words } from "../words/catalogue.ts";
import type { Remark } from "./configuration-yaml.ts";

/** Remarks of one place; a table with a thousand series has a thousand findings. */
const MOST = 5;

/**
 * Why each part of a proposed configuration stands there: `reasons` by key; what was found stands above the step, or the key, that repairs it;
 * what nothing repairs, and why no target is proposed, stands at the top, for a person to look at.
 */
export function proposalRemarks(
  proposal: object,
  reasons: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  words: Words,
): Remark[] {
  const places = new Map<string, { readonly path: readonly (string | number)[]; readonly texts: string[] }>();
  for (const finding of findings) {
    for (const path of placesOf(finding, proposal)) {
      const place = places.get(JSON.stringify(path)) ?? { path, texts: [] };
      place.texts.push(words.finding(finding));
      // What only a person can repair: then how.
      const cure = finding.repair === null ? words.proposalReasons[finding.code] : undefined;
      if (cure !== undefined) place.texts.push(cure);
      places.set(JSON.stringify(path), place);
    }
  }
  const chosen = Object.entries(reasons).flatMap(([key, reason]) => {
    const text = words.proposalReasons[reason];
    const isAbsent = key === "target" && !Object.hasOwn(proposal, key);
    return text === undefined ? [] : [{ path: isAbsent ? [] : key.split("."), text }];
  });
  const found = [...places.values()].flatMap(({ path, texts }) => [
    ...texts.slice(0, MOST).map((text) => ({ path, text })),
    ...(texts.length > MOST ? [{ path, text: words.moreFindings(texts.length - MOST) }] : []),
  ]);
  return [...chosen, ...found];
}

interface Proposal {
  readonly table?: { readonly series?: unknown; readonly clean?: readonly Step[] };
}
interface Step {
  readonly kind: string;
  readonly columns?: readonly string[];
}

/** Steps that take readings away, each on account of its own finding; others serve all findings of their kind. */
const TAKES_AWAY: ReadonlySet<string> = new Set(["missing", "outliers"]);

/** Paths of the keys and steps that repair a finding; the top where there is none. */
function placesOf({ repair, column, series }: Finding, proposal: Proposal): (readonly (string | number)[])[] {
  if (repair === null) return [[]];
  if ("leave_out" in repair) return [["past"]];
  if (!("kind" in repair)) return Object.keys(repair.table).map((key) => ["table", key]);
  const { series: own, clean = [] } = proposal.table ?? {};
  if (series !== null && own !== undefined && series !== own) return [];
  const isRepair = (step: Step): boolean =>
    TAKES_AWAY.has(repair.kind)
      ? JSON.stringify(step) === JSON.stringify(repair)
      : step.kind === repair.kind && (step.columns === undefined || column === null || step.columns.includes(column));
  return clean.flatMap((step, i) => (isRepair(step) ? [["table", "clean", i]] : []));
}
