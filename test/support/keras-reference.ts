/**
 * Keras' layers written out in float64 from its sources (keras/src/layers/rnn/lstm.py, gru.py, simple_rnn.py, bidirectional.py, core/dense.py):
 * as many rows of a sequence as there are, one window. Nothing of this is shared with the library.
 */
export interface KerasArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

type Row = readonly number[];
/** Arrays of a layer in Keras' order: kernel, recurrent kernel, bias. */
export type KerasArrays = readonly KerasArray[];

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const column = ({ shape, values }: KerasArray, row: Row, at: number) =>
  row.reduce((sum, value, k) => sum + value * values[k * shape[1]! + at]!, 0);

/** The states after every row. `before`: of a GRU, the reset gate acts before the product. */
export function kerasStates(
  kind: "LSTM" | "GRU" | "SimpleRNN",
  [kernel, recurrent, bias]: KerasArrays,
  rows: readonly Row[],
): number[][] {
  const units = recurrent!.shape[0]!;
  const bias1 = (at: number) => bias?.values[at] ?? 0;
  // reset_after keeps a second row of biases.
  const isAfter = bias === undefined || bias.shape.length === 2;
  const bias2 = (at: number) => (bias?.shape.length === 2 ? bias.values[bias.shape[1]! + at]! : 0);
  let h: number[] = Array(units).fill(0);
  let c: number[] = Array(units).fill(0);
  const each = (value: (j: number) => number) => Array.from({ length: units }, (_, j) => value(j));
  return rows.map((x) => {
    const before = h;
    const inner = (at: number) => column(kernel!, x, at) + bias1(at);
    const outer = (row: Row, at: number) => column(recurrent!, row, at);
    if (kind === "SimpleRNN") h = each((j) => Math.tanh(inner(j) + outer(before, j)));
    if (kind === "LSTM") {
      const z = (gate: number, j: number) => inner(gate * units + j) + outer(before, gate * units + j);
      c = each((j) => sigmoid(z(1, j)) * c[j]! + sigmoid(z(0, j)) * Math.tanh(z(2, j)));
      h = each((j) => sigmoid(z(3, j)) * Math.tanh(c[j]!));
    }
    if (kind === "GRU") {
      const gate = (g: number, j: number) => {
        const at = g * units + j;
        return sigmoid(inner(at) + outer(before, at) + bias2(at));
      };
      const z = each((j) => gate(0, j));
      const r = each((j) => gate(1, j));
      const reset = r.map((value, j) => value * before[j]!);
      const candidate = each((j) => {
        const at = 2 * units + j;
        const state = isAfter ? r[j]! * (outer(before, at) + bias2(at)) : outer(reset, at);
        return Math.tanh(inner(at) + state);
      });
      h = each((j) => z[j]! * before[j]! + (1 - z[j]!) * candidate[j]!);
    }
    return h;
  });
}

/** Both directions side by side: after every row, in the order of time. */
export function kerasBidirectional(
  kind: Parameters<typeof kerasStates>[0],
  forward: KerasArrays,
  backward: KerasArrays,
  rows: readonly Row[],
): { readonly sequence: number[][]; readonly last: number[] } {
  const there = kerasStates(kind, forward, rows);
  const back = kerasStates(kind, backward, [...rows].reverse());
  return {
    sequence: there.map((row, t) => [...row, ...back[back.length - 1 - t]!]),
    last: [...there.at(-1)!, ...back.at(-1)!],
  };
}

export function kerasDense([kernel, bias]: KerasArrays, row: Row, activation: "linear" | "relu" | "tanh"): number[] {
  return Array.from({ length: kernel!.shape[1]! }, (_, j) => {
    const value = column(kernel!, row, j) + (bias?.values[j] ?? 0);
    return { linear: value, relu: Math.max(0, value), tanh: Math.tanh(value) }[activation];
  });
}
