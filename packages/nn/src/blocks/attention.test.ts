import { type Cell, elementary } from "@gatecast/engine";
import { expect, test } from "vitest";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { gru, lstm } from "../cells/index.ts";
import type { Member } from "../family/member.ts";
import { additiveScores, blended, dense, dot, rowsOf, shares, walk } from "./attention.fixture.ts";
import { attention, attentionGru } from "./attention.ts";
import { attentionMultiplicative } from "./attention-multiplicative.ts";

/** h of every step, and the decoder's first states. */
function encoded(
  cell: Cell,
  rows: readonly number[][],
  weights: Weights,
  { directions = 1, dilation = 1 }: Pick<MemberCase, "directions" | "dilation">,
) {
  const over = (some: readonly number[][], name: string) => walk(cell, some, weights, `encoder.${name}`, { dilation });
  const there = over(rows, "forward").outputs;
  const back = directions === 2 ? over([...rows].reverse(), "backward").outputs : [];
  const h = there.map((row, t) => [...row, ...(back[rows.length - 1 - t] ?? [])]);
  const last = [...there.at(-1)!, ...(back.at(-1) ?? [])];
  const states = cell.states.map((state) => dense(last, weights, `encoder.${state}`).map(elementary.tanh));
  return { h, states };
}

const additive = (cell: Cell): Way => ({
  cell,
  step: (y, { h, states }, weights) => {
    const c = blended(shares(additiveScores(states[0]!, h, weights, "attention")), h);
    const next = walk(cell, [[y, ...c]], weights, "decoder", { initial: states }).states;
    return { states: next, y: dense([...next[0]!, ...c], weights, "output")[0]!, a: [] };
  },
});

const multiplicative: Way = {
  cell: lstm,
  step: (y, { h, states, a }, weights) => {
    const next = walk(lstm, [[y, ...a]], weights, "decoder", { initial: states }).states;
    const asked = linearReference(next[0]!, weights["attention.query"]!, new Float64Array(h[0]!.length));
    const c = blended(shares(h.map((key) => dot(asked, key))), h);
    const seen = [...dense([...c, ...next[0]!], weights, "attend").map(elementary.tanh)];
    return { states: next, y: dense(seen, weights, "output")[0]!, a: seen };
  },
};

interface Way {
  readonly cell: Cell;
  readonly step: (
    y: number,
    known: { readonly h: readonly number[][]; readonly states: readonly Float64Array[]; readonly a: readonly number[] },
    weights: Weights,
  ) => { readonly states: readonly Float64Array[]; readonly y: number; readonly a: readonly number[] };
}

/** Encoder and decoder as the paper has them, window by window. */
const reference =
  ({ cell, step }: Way, { T, B, F, units = 3, outputs = 2, ...ways }: MemberCase): Reference =>
  (x, weights) =>
    Float64Array.from(
      Array.from({ length: B }, (_, b) => {
        const rows = rowsOf(x, b, { T, B, F });
        const { h, states } = encoded(cell, rows, weights, ways);
        let reached = {
          states: states as readonly Float64Array[],
          y: rows[T - 1]![0]!,
          a: Array<number>(units).fill(0) as readonly number[],
        };
        return Array.from({ length: outputs }, () => {
          reached = step(reached.y, { ...reached, h }, weights);
          return reached.y;
        });
      }).flat(),
    );

const WAYS: readonly (readonly [Member, Way])[] = [
  [attention, additive(lstm)],
  [attentionGru, additive(gru)],
  [attentionMultiplicative, multiplicative],
];

for (const [member, way] of WAYS) {
  for (const row of [
    { member, T: 4, B: 2, F: 2, units: 3, directions: 1, outputs: 3 },
    { member, T: 3, B: 2, F: 1, units: 2, directions: 2, outputs: 2 },
    { member, T: 1, B: 1, F: 3, units: 2, directions: 1, outputs: 1 },
    { member, T: 5, B: 2, F: 2, units: 3, directions: 2, outputs: 2, dilation: 2 },
  ] as const) {
    test(`${member.name} is its equations, in value and gradient: ${row.T} steps, ${row.outputs} ahead, directions ${row.directions}, dilation ${"dilation" in row ? row.dilation : 1}`, async () => {
      const errors = errorsOf(await runMember(row), reference(way, row), 4);
      // What moves all scores alike changes no share: little is left of such gradients, and rounding is a part of it.
      for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-4);
    });
  }
}
