import { type Cell, compileCell, referenceSequence } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { clockwork, lstm, rnn } from "./index.ts";
import { differ, drawn, runCell, SIZES, same, x } from "./run-cell.fixture.ts";

const { T, B, F, H } = SIZES;

test("a clockwork of one module ticks at every step: it is a plain network, and one of four is not", () => {
  const run = (own: Cell, units: number) => {
    const weights = {
      input: draws(F * units, "W"),
      recurrent: draws(units * units, "U"),
      bias: draws(units, "b"),
    };
    return referenceSequence(compileCell(own), weights, x, { T, B, F, H: units }).sequence;
  };
  same(run(clockwork, 1), run(rnn, 1));
  differ(run(clockwork, 4), run(rnn, 4));
});

test.each([4, 8, 16])("of %i units a clockwork's modules are of one size and tick every 1, 2, 4 … steps", (units) => {
  // Without recurrent weights a unit that ticks says what its input says, which is another at every step.
  const size = units / Math.min(8, units);
  const steps = 257;
  const cell = compileCell(clockwork);
  const weights = { input: draws(units, "W"), recurrent: new Float64Array(units * units), bias: draws(units, "b") };
  const { sequence } = referenceSequence(cell, weights, draws(steps, "x"), { T: steps, B: 1, F: 1, H: units });
  for (let unit = 0; unit < units; unit++) {
    const at = (t: number) => sequence[t * units + unit]!;
    const ticks = Array.from({ length: steps - 1 }, (_, t) => t + 1).filter((t) => at(t) !== at(t - 1));
    const period = 2 ** Math.floor(unit / size);
    expect(ticks, `unit ${unit}`).toEqual(Array.from({ length: Math.floor(256 / period) }, (_, k) => (k + 1) * period));
  }
});

test("in a clockwork fast modules tell slow ones nothing", () => {
  const fromFast = (gate: string, source: string) => {
    const U = Float64Array.from(drawn.U(gate, source));
    // Unit 0 is the fastest: what it would say to the three others.
    for (let to = 1; to < H; to++) U[to] = 99;
    return U;
  };
  same(runCell(clockwork, { U: fromFast }), runCell(clockwork));
});

test("a dilation of one is the plain cell, and d chains are d runs over every d-th step", () => {
  same(runCell(lstm, {}, { dilation: 1 }), runCell(lstm));
  const d = 2;
  const whole = runCell(lstm, {}, { dilation: d });
  const compiled = compileCell(lstm);
  const blocks = (rows: number, gates: readonly string[], part: (gate: string) => ArrayLike<number>) =>
    Array.from({ length: rows }, (_, k) => gates.flatMap((g) => Array.from(part(g)).slice(k * H, (k + 1) * H))).flat();
  const weights = {
    input: blocks(F, compiled.inputGates, drawn.W),
    recurrent: blocks(H, compiled.recurrentGates, (gate) => drawn.U(gate, "h")),
    bias: compiled.slots.flatMap((gate) => Array.from(drawn.b(gate))),
  };
  for (let chain = 0; chain < d; chain++) {
    const times = Array.from({ length: T / d }, (_, k) => k * d + chain);
    const own = Float64Array.from(times.flatMap((t) => Array.from(x.subarray(t * B * F, (t + 1) * B * F))));
    const alone = referenceSequence(compiled, weights, own, { T: T / d, B, F, H }).sequence;
    same(
      times.flatMap((t) => Array.from(whole.subarray(t * B * H, (t + 1) * B * H))),
      alone,
    );
  }
});
