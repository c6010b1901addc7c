import type { Term } from "@gatecast/engine";

/** A term without tensors. */
export type Sign = Term<never>;

export const number = (value: number): Sign => ({ kind: "number", value });
export const symbol = (name: string): Sign => ({ kind: "symbol", name });
export const at = (sign: Sign, index: string): Sign => ({ kind: "at", index, of: [sign] });
export const join = (...of: readonly Sign[]): Sign => ({ kind: "join", of });
