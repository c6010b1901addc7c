import { expect, test } from "vitest";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { lstm } from "../cells/index.ts";
import { additiveScores, blended, dense, rowsOf, shares, walk } from "./attention.fixture.ts";
import { daRnn } from "./da-rnn.ts";

/** One window `[T][F]` as the paper has it, but for the sizes of the spaces in which it compares. */
function known(rows: readonly number[][], weights: Weights, units: number, dilation: number): number[] {
  const series = rows[0]!.map((_, f) => rows.map((row) => row[f]!));
  const drivers = series.length === 1 ? series : series.slice(1);
  const nothing: readonly Float64Array[] = lstm.states.map(() => new Float64Array(units));
  let chains = Array.from({ length: dilation }, () => nothing);
  const h = rows.map((_, t) => {
    const states = chains[t % dilation]!;
    const alpha = shares(additiveScores([...states[0]!, ...states[1]!], drivers, weights, "input-attention"));
    const chosen = drivers.map((values, k) => alpha[k]! * values[t]!);
    const next = walk(lstm, [chosen], weights, "encoder", { initial: states }).states;
    chains[t % dilation] = next;
    return [...next[0]!];
  });
  chains = Array.from({ length: dilation }, () => nothing);
  let c: number[] = [];
  for (const [t, [y]] of rows.entries()) {
    const states = chains[t % dilation]!;
    c = blended(shares(additiveScores([...states[0]!, ...states[1]!], h, weights, "temporal-attention")), h);
    const joined = dense([y!, ...c], weights, "join");
    chains[t % dilation] = walk(lstm, [joined], weights, "decoder", { initial: states }).states;
  }
  return [...chains[(rows.length - 1) % dilation]![0]!, ...c];
}

const reference =
  ({ T, B, F, units = 3, dilation = 1 }: MemberCase): Reference =>
  (x, weights) =>
    Float64Array.from(
      Array.from({ length: B }, (_, b) => known(rowsOf(x, b, { T, B, F }), weights, units, dilation)).flat(),
    );

for (const row of [
  { member: daRnn, T: 4, B: 2, F: 4, units: 3 },
  { member: daRnn, T: 3, B: 1, F: 1, units: 2 },
  { member: daRnn, T: 5, B: 1, F: 3, units: 2, dilation: 2 },
]) {
  test(`DA-RNN is its equations, in value and gradient: ${row.T} steps of ${row.F} columns, dilation ${row.dilation ?? 1}`, async () => {
    const errors = errorsOf(await runMember(row), reference(row), 4);
    // With one driver there is nothing to choose: slopes of what asks are 0.
    for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-4);
  });
}
