import type { Cell } from "@gatecast/engine";
import { type Lang, memberCard, memberWords, renderMemberText, requireCell } from "@gatecast/forecast";
import { FAMILY, type Member, memberOf } from "@gatecast/nn";
import { localeLanguage } from "../adapters/environment.ts";
import { withOwnCell } from "../adapters/own-cell.ts";
import { print, terminalColumns } from "../adapters/streams.ts";

/** `gatecast cells` and `gatecast cells show`, as typed. */
export interface CellsRun {
  readonly lang?: Lang;
  readonly json?: boolean;
}

/** Lists the members of the family, one line each. */
export function runCells({ lang = localeLanguage(), json }: CellsRun): void {
  const cells = Object.values(FAMILY).map(({ name, source, cell }) => ({
    name,
    summary: memberWords(name, { lang })?.line ?? source,
    source,
    compiled: cell !== null,
  }));
  if (json === true) {
    print(`${JSON.stringify({ command: "cells", cells }, null, 2)}\n`);
    return;
  }
  const width = Math.max(...cells.map(({ name }) => name.length));
  print(cells.map(({ name, summary }) => `${name.padEnd(width)}  ${summary}\n`).join(""));
}

/** Shows a member of the family, or a cell of one's own from a program. */
export async function runCellsShow(name: string, { lang = localeLanguage(), json }: CellsRun): Promise<void> {
  const card = await memberCard(await memberNamed(name), { lang });
  const width = terminalColumns();
  print(
    json === true
      ? `${JSON.stringify({ command: "cells show", ...card }, null, 2)}\n`
      : `${renderMemberText(card, { lang, ...(width === undefined ? {} : { width }) })}\n`,
  );
}

async function memberNamed(name: string): Promise<Member> {
  const { cell } = await withOwnCell({ cell: name });
  if (typeof cell === "object") return memberOf(cell as Cell);
  requireCell(name, "cells show");
  return FAMILY[name]!;
}
