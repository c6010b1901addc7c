import { cell, compileCell, referenceSequence, tanh } from "@gatecast/engine";
import { expect, test } from "vitest";
import { clockwork, lstm, rnn } from "./index.ts";
import { differ, drawn, runCell, SIZES, same, x } from "./run-cell.fixture.ts";

const { T, B, F, H } = SIZES;

test("a clockwork whose modules all tick at every step is a plain network", () => {
  const everyStep = cell({
    name: "every-step",
    source: "for tests",
    states: ["h"],
    gates: { a: "x + h" },
    step: ({ a }) => ({ h: tanh(a) }),
  });
  same(runCell(everyStep), runCell(rnn));
  const h = runCell(clockwork);
  differ(h, runCell(rnn));
  const at = (t: number, b: number, unit: number) => h[(t * B + b) * H + unit]!;
  // Four units are four modules: periods 1, 2, 4, 8.
  for (let b = 0; b < B; b++) {
    for (let t = 1; t < T; t++) {
      expect(at(t, b, 1) === at(t - 1, b, 1), `module 2 at step ${t}`).toBe(t % 2 !== 0);
      expect(at(t, b, 2) === at(t - 1, b, 2), `module 4 at step ${t}`).toBe(t % 4 !== 0);
      expect(at(t, b, 3), `module 8 at step ${t}`).toBe(at(0, b, 3));
    }
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
