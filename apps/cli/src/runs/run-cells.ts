import type { Cell } from "@gatecast/engine";
import {
  type Lang,
  type MemberCard,
  memberCard,
  memberWords,
  ownCard,
  policyCard,
  renderMemberText,
  renderPolicyText,
  requireCell,
  WRAPPER_OPTIONS,
  type WrapperCard,
  wrapperCard,
} from "@gatecast/forecast";
import { FAMILY, WRAPPERS } from "@gatecast/nn";
import { localeLanguage } from "../adapters/environment.ts";
import { withOwnCell } from "../adapters/own-cell.ts";
import { print, terminalColumns } from "../adapters/streams.ts";
import { wordsFor } from "../words/words-for.ts";

/** `gatecast cells` and `gatecast cells show`, as typed. */
export interface CellsRun {
  readonly lang?: Lang;
  readonly json?: boolean;
}

/** Lists the members of the family, what can be put around them, and what decides, one line each. */
export function runCells({ lang = localeLanguage(), json }: CellsRun): void {
  const cells = Object.values(FAMILY).map(({ name, source, cell }) => ({
    name,
    summary: memberWords(name, { lang })?.line ?? source,
    source,
    compiled: cell !== null,
  }));
  const wrappers = Object.values(WRAPPERS).map(({ name, source }) => ({
    name,
    summary: memberWords(name, { lang })?.line ?? source,
    source,
    option: WRAPPER_OPTIONS[name]!,
  }));
  const { name, summary, source, page } = policyCard({ lang });
  const policies = [{ name, summary, source, page }];
  if (json === true) {
    print(`${JSON.stringify({ command: "cells", cells, wrappers, policies }, null, 2)}\n`);
    return;
  }
  const width = Math.max(...[...cells, ...wrappers].map(({ name }) => name.length));
  const words = wordsFor(lang);
  const line = (one: { name: string; summary: string }) => `${one.name.padEnd(width)}  ${one.summary}`;
  const under = (text: string) => `${" ".repeat(width)}  ${text}`;
  const parts = [
    cells.map(line),
    [words.aroundCells],
    wrappers.flatMap((one) => [line(one), under(one.option)]),
    [words.decides],
    policies.flatMap((one) => [line(one), under(one.page)]),
  ];
  print(`${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`);
}

/** Shows a member of the family, what can be put around one, what decides, or a cell of one's own from a program. */
export async function runCellsShow(name: string, { lang = localeLanguage(), json }: CellsRun): Promise<void> {
  const card = name === "policy" ? policyCard({ lang }) : await cardOf(name, lang);
  const width = terminalColumns();
  const options = { lang, ...(width === undefined ? {} : { width }) };
  const text = "page" in card ? renderPolicyText(card, options) : renderMemberText(card, options);
  print(json === true ? `${JSON.stringify({ command: "cells show", ...card }, null, 2)}\n` : `${text}\n`);
}

async function cardOf(name: string, lang: Lang): Promise<MemberCard | WrapperCard> {
  if (Object.hasOwn(WRAPPERS, name)) return wrapperCard(WRAPPERS[name]!, { lang });
  const { cell } = await withOwnCell({ cell: name });
  if (typeof cell === "object") return ownCard(cell as Cell, { lang, option: "--cell" });
  requireCell(name, "cells show", [...Object.keys(WRAPPERS), "policy"]);
  return memberCard(FAMILY[name]!, { lang });
}
