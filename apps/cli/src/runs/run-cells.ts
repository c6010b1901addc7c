import type { Cell } from "@gatecast/engine";
import {
  type Lang,
  type MemberCard,
  memberCard,
  memberWords,
  renderMemberText,
  requireCell,
  WRAPPER_OPTIONS,
  type WrapperCard,
  wrapperCard,
} from "@gatecast/forecast";
import { FAMILY, memberOf, WRAPPERS } from "@gatecast/nn";
import { localeLanguage } from "../adapters/environment.ts";
import { withOwnCell } from "../adapters/own-cell.ts";
import { print, terminalColumns } from "../adapters/streams.ts";
import { wordsFor } from "../words/words-for.ts";

/** `gatecast cells` and `gatecast cells show`, as typed. */
export interface CellsRun {
  readonly lang?: Lang;
  readonly json?: boolean;
}

/** Lists the members of the family, and what can be put around them, one line each. */
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
  if (json === true) {
    print(`${JSON.stringify({ command: "cells", cells, wrappers }, null, 2)}\n`);
    return;
  }
  const width = Math.max(...[...cells, ...wrappers].map(({ name }) => name.length));
  const line = ({ name, summary }: { name: string; summary: string }) => `${name.padEnd(width)}  ${summary}\n`;
  const around = wrappers.map((one) => `${line(one)}${" ".repeat(width)}  ${one.option}\n`);
  print(`${cells.map(line).join("")}\n${wordsFor(lang).aroundCells}\n\n${around.join("")}`);
}

/** Shows a member of the family, what can be put around one, or a cell of one's own from a program. */
export async function runCellsShow(name: string, { lang = localeLanguage(), json }: CellsRun): Promise<void> {
  const card = await cardOf(name, lang);
  const width = terminalColumns();
  print(
    json === true
      ? `${JSON.stringify({ command: "cells show", ...card }, null, 2)}\n`
      : `${renderMemberText(card, { lang, ...(width === undefined ? {} : { width }) })}\n`,
  );
}

async function cardOf(name: string, lang: Lang): Promise<MemberCard | WrapperCard> {
  if (Object.hasOwn(WRAPPERS, name)) return wrapperCard(WRAPPERS[name]!, { lang });
  const { cell } = await withOwnCell({ cell: name });
  if (typeof cell === "object") return memberCard(memberOf(cell as Cell), { lang });
  requireCell(name, "cells show", Object.keys(WRAPPERS));
  return memberCard(FAMILY[name]!, { lang });
}
