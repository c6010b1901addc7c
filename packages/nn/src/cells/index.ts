import type { Cell } from "@gatecast/engine";
import { clockwork } from "./clockwork.ts";
import { contextAware } from "./context-aware.ts";
import { coupled } from "./coupled.ts";
import { depthGated } from "./depth-gated.ts";
import { gru } from "./gru.ts";
import { gruResetBefore } from "./gru-reset-before.ts";
import { hierarchicalMultiscale } from "./hierarchical-multiscale.ts";
import { indRnn } from "./ind-rnn.ts";
import { layerNorm } from "./layer-norm.ts";
import { lmu, lmuOver } from "./lmu.ts";
import { lstm } from "./lstm.ts";
import { lstmLinearOutput } from "./lstm-linear-output.ts";
import { minGru } from "./min-gru.ts";
import { minLstm } from "./min-lstm.ts";
import { mogrifier } from "./mogrifier.ts";
import { peephole } from "./peephole.ts";
import { qrnn } from "./qrnn.ts";
import { residual } from "./residual.ts";
import { rnn } from "./rnn.ts";
import { slstm } from "./slstm.ts";
import { sru } from "./sru.ts";

const ALL = [
  ...[lstm, gru, gruResetBefore, rnn, peephole, coupled, lstmLinearOutput],
  ...[layerNorm, depthGated, residual, mogrifier, contextAware, hierarchicalMultiscale, slstm],
  ...[minLstm, minGru, qrnn, sru, indRnn, clockwork, lmu],
];

/** Every compiled cell that comes with Gatecast, by name, the plain ones first. */
export const CELLS: Readonly<Record<string, Cell>> = Object.fromEntries(ALL.map((cell) => [cell.name, cell]));

export {
  clockwork,
  contextAware,
  coupled,
  depthGated,
  gru,
  gruResetBefore,
  hierarchicalMultiscale,
  indRnn,
  layerNorm,
  lmu,
  lmuOver,
  lstm,
  lstmLinearOutput,
  minGru,
  minLstm,
  mogrifier,
  peephole,
  qrnn,
  residual,
  rnn,
  slstm,
  sru,
};
