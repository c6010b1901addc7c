import type { Cell } from "@gatecast/engine";
import { gru } from "./gru.ts";
import { gruResetBefore } from "./gru-reset-before.ts";
import { lstm } from "./lstm.ts";

export { gru, gruResetBefore, lstm };

/** Every cell that comes with Gatecast, by the name that `--cell` takes. */
export const CELLS: Readonly<Record<string, Cell>> = {
  [lstm.name]: lstm,
  [gru.name]: gru,
  [gruResetBefore.name]: gruResetBefore,
};
