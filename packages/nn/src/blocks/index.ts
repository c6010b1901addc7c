import type { Member } from "../family/member.ts";
import { attention, attentionGru } from "./attention.ts";
import { attentionMultiplicative } from "./attention-multiplicative.ts";
import { bertLstm } from "./bert-lstm.ts";
import { daRnn } from "./da-rnn.ts";
import { gcLstm } from "./gc-lstm.ts";
import { hierarchical } from "./hierarchical.ts";
import { mlstm } from "./mlstm.ts";
import { multiscale } from "./multiscale.ts";
import { ntm } from "./ntm.ts";
import { patchedSlstm } from "./patched-slstm.ts";
import { s4 } from "./s4.ts";
import { s4d } from "./s4d.ts";
import { segrnn } from "./segrnn.ts";
import { tGcn } from "./t-gcn.ts";
import { tcn } from "./tcn.ts";

/** The members of the family that are composed of operations, in the order in which they are offered. */
export const BLOCKS: readonly Member[] = [
  // Convolutions, state spaces and memories of their own.
  tcn,
  s4,
  s4d,
  mlstm,
  ntm,
  // Attention.
  attention,
  attentionMultiplicative,
  attentionGru,
  daRnn,
  bertLstm,
  // Graphs between columns.
  tGcn,
  gcLstm,
  // Segments and scales of time.
  hierarchical,
  segrnn,
  multiscale,
  patchedSlstm,
];
