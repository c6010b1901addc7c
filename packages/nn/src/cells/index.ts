import type { Cell } from "@gatecast/engine";
import { coupled } from "./coupled.ts";
import { gru } from "./gru.ts";
import { gruResetBefore } from "./gru-reset-before.ts";
import { lstm } from "./lstm.ts";
import { lstmLinearOutput } from "./lstm-linear-output.ts";
import { peephole } from "./peephole.ts";
import { rnn } from "./rnn.ts";

export { coupled, gru, gruResetBefore, lstm, lstmLinearOutput, peephole, rnn };

/** Every compiled cell that comes with Gatecast, by name, the plain ones first. */
export const CELLS: Readonly<Record<string, Cell>> = Object.fromEntries(
  [lstm, gru, gruResetBefore, rnn, peephole, coupled, lstmLinearOutput].map((cell) => [cell.name, cell]),
);
