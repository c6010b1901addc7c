import type { Member } from "../family/member.ts";
import { mlstm } from "./mlstm.ts";
import { s4d } from "./s4d.ts";
import { tcn } from "./tcn.ts";

/** The members of the family that are composed of operations, in the order in which they are offered. */
export const BLOCKS: readonly Member[] = [tcn, s4d, mlstm];
