import type { Engine } from "../memory/engine.ts";
import type { CompiledCell } from "./compile.ts";
import { CONSTANTS } from "./kernel-frame.ts";
import type { RecurrentMemory } from "./recurrent-memory.ts";

/** Writes what a layer needs and never changes: once, before its first step. */
export function writeConstants(
  engine: Engine,
  compiled: CompiledCell,
  m: RecurrentMemory,
  isGivenStart: boolean,
): void {
  const { cell, slots, recurrentGates } = compiled;
  const { H, Hp, B } = m;
  // All bits set for the H units there are, none for the padding.
  const mask = m.constants.address / 4 + CONSTANTS.mask * Hp;
  engine.i32.fill(-1, mask, mask + H).fill(0, mask + H, mask + Hp);
  const share = m.constants.address / 4 + CONSTANTS.share * Hp;
  engine.f32.fill(1 / H, share, share + Hp);
  cell.fixed.forEach(({ value }, v) => {
    const row = m.constants.address / 4 + (CONSTANTS.fixed + v) * Hp;
    for (let h = 0; h < Hp; h++) engine.f32[row + h] = h < H ? value(h, H) : 0;
  });
  const gateOf = new Map(cell.gates.map((gate) => [gate.name, gate]));
  if (m.biased.floats > 0) {
    slots.forEach((slot, s) => {
      const row = m.biased.address / 4 + s * Hp;
      engine.f32.fill(gateOf.get(slot)!.bias ? 1 : 0, row, row + Hp);
    });
  }
  if (m.learnt.floats > 0) {
    recurrentGates.forEach((gate, block) => {
      const { connection } = gateOf.get(gate)!;
      for (let from = 0; from < H; from++) {
        for (let to = 0; to < Hp; to++) {
          const at = from * m.recurrentWidth + block * Hp + to;
          const number = connection === null || to >= H ? null : connection(from, to, H);
          engine.f32[m.learnt.address / 4 + at] = number === null && to < H ? 1 : 0;
          engine.f32[m.connected.address / 4 + at] = number ?? 0;
        }
      }
    });
  }
  if (isGivenStart) return;
  cell.states.forEach((state, s) => {
    const start = cell.starts.states[state] ?? 0;
    for (let k = 0; k < m.dilation; k++) {
      for (let row = 0; row < B; row++) {
        const at = m.readAt(s, m.timeOf(k), row) / 4;
        engine.f32.fill(start, at, at + H).fill(0, at + H, at + Hp);
      }
    }
  });
}
