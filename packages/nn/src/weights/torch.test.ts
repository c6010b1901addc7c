import { compileCell } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { gru, gruResetBefore, lstm } from "../cells/index.ts";
import { fromTorch, toTorch } from "./torch.ts";

const [F, H] = [3, 5];
const theirs = (gates: number) => ({
  inputHidden: draws(gates * H * F, "ih"),
  hiddenHidden: draws(gates * H * H, "hh"),
  inputBias: draws(gates * H, "bi"),
  hiddenBias: draws(gates * H, "bh"),
});

for (const [own, gates] of [
  [lstm, 4],
  [gru, 3],
] as const) {
  test(`${own.name}: weights go to our order and back to PyTorch's, each to one place`, () => {
    const cell = compileCell(own);
    const before = theirs(gates);
    const ours = fromTorch(cell, F, H, before);
    const count = (arrays: object) => Object.values(arrays).reduce((sum: number, { length }) => sum + length, 0);
    expect(count(ours)).toBe(count(before));
    const back = toTorch(cell, F, H, ours);
    for (const [name, values] of Object.entries(before))
      expect(Float32Array.from(back[name as keyof typeof back]), name).toEqual(values);
  });
}

test("PyTorch's blocks of rows go to the gates of its documentation", () => {
  for (const [own, order] of [
    [lstm, ["i", "f", "g", "o"]],
    [gru, ["r", "z", "n"]],
  ] as const) {
    const cell = compileCell(own);
    const before = theirs(order.length);
    const { input, bias } = fromTorch(cell, F, H, before);
    order.forEach((gate, g) => {
      const block = cell.inputGates.indexOf(gate);
      for (let h = 0; h < H; h++) {
        expect(bias[cell.slots.indexOf(gate) * H + h], `${own.name}, bias of ${gate}`).toBe(
          before.inputBias[g * H + h],
        );
        for (let f = 0; f < F; f++) {
          const ours = input[(f * cell.inputGates.length + block) * H + h];
          expect(ours, `${own.name}, input of ${gate}`).toBe(before.inputHidden[(g * H + h) * F + f]);
        }
      }
    });
  }
});

test("a GRU's bias of n's recurrent half stays apart, behind the reset gate", () => {
  const cell = compileCell(gru);
  const before = theirs(3);
  const ours = fromTorch(cell, F, H, before);
  const slot = cell.slots.indexOf("m") * H;
  expect(Float32Array.from(ours.bias.subarray(slot, slot + H))).toEqual(before.hiddenBias.subarray(2 * H));
  expect(ours.recurrentBias.length).toBe(2 * H);
});

test("a cell that PyTorch does not have is refused in both directions", () => {
  const cell = compileCell(gruResetBefore);
  const message = 'PyTorch has no cell "gru-reset-before"; it has lstm, gru, rnn';
  expect(() => fromTorch(cell, F, H, theirs(3))).toThrow(new RangeError(message));
  const ours = fromTorch(compileCell(gru), F, H, theirs(3));
  expect(() => toTorch(cell, F, H, ours)).toThrow(new RangeError(message));
});
