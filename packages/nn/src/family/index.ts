import { BLOCKS } from "../blocks/index.ts";
import { CELLS } from "../cells/index.ts";
import { type Member, memberOf } from "./member.ts";

export { type Member, type MemberOptions, memberOf } from "./member.ts";

/** Every variant that comes with Gatecast, by the name that `--cell` takes. */
export const FAMILY: Readonly<Record<string, Member>> = Object.fromEntries(
  [...Object.values(CELLS).map(memberOf), ...BLOCKS].map((member) => [member.name, member]),
);
