import type { Cell } from "@gatecast/engine";
import { BLOCKS } from "../blocks/index.ts";
import { CELLS, lmu, lmuOver } from "../cells/index.ts";
import { type Member, memberOf } from "./member.ts";

export { type Member, type MemberOptions, memberOf } from "./member.ts";

/** The cells that are made for the windows they are to see: LMU's memory looks back on all of one. */
const OVER: Readonly<Record<string, typeof lmuOver>> = { [lmu.name]: lmuOver };

/** Every variant that comes with Gatecast, by the name that `--cell` takes. */
export const FAMILY: Readonly<Record<string, Member>> = Object.fromEntries(
  [...Object.values(CELLS).map((cell) => memberOf(cell, OVER[cell.name])), ...BLOCKS].map((member) => [
    member.name,
    member,
  ]),
);

/** The cell that a member uses for windows of so many steps; null where it is composed of operations. */
export const cellFor = (member: Member, steps: number): Cell | null => OVER[member.name]?.(steps) ?? member.cell;
