import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { type MemberRun, runMember } from "../../../../test/support/member-case.ts";
import { lstm } from "../cells/index.ts";
import { type Member, memberOf } from "../family/member.ts";
import { recurrentPart } from "../layers/recurrent-part.ts";
import { walkingLayer } from "./directions.ts";
import { BLOCKS } from "./index.ts";
import { EDGES } from "./part-trace.fixture.ts";

const [B, F, O] = [2, 3, 3];
const sizesOf = ({ graph }: Member) => ({
  ...{ B, F, units: 4, outputs: O },
  ...(graph === true ? { graph: EDGES } : {}),
});

/** Windows whose chains are so alike in length that members are made for all of them in the same way. */
const WINDOWS = [
  { T: 13, dilation: 2 },
  { T: 20, dilation: 3 },
];
const chain = (T: number, dilation: number, first: number) =>
  Array.from({ length: T }, (_, t) => t).filter((t) => t >= first && (t - first) % dilation === 0);

/** Some steps of a sequence `[T, B, width]`. */
const stepsOf = (values: ArrayLike<number>, width: number, rows: readonly number[]) =>
  Float32Array.from(rows.flatMap((row) => Array.from(values).slice(row * B * width, (row + 1) * B * width)));

/** Holds the gradients of one run to the sums of several, with the same weights. */
function expectGradients(run: MemberRun, parts: readonly MemberRun[]): void {
  for (const name of Object.keys(run.weights)) {
    const sum = Float64Array.from(run.gradients[name]!, (_, i) =>
      parts.reduce((part, { gradients }) => part + gradients[name]![i]!, 0),
    );
    expect(largestError(run.gradients[name]!, sum), `gradient of ${name}`).toBeLessThan(2e-5);
  }
}

for (const member of BLOCKS.filter(({ lastOnly, looksAhead }) => lastOnly !== true && looksAhead !== true)) {
  const sizes = sizesOf(member);
  test(`${member.name} with a dilation is itself over every d-th row, in value and gradient`, async () => {
    for (const [{ T, dilation }, directions] of WINDOWS.flatMap((one) => [[one, 1] as const, [one, 2] as const])) {
      const run = await runMember({ member, ...sizes, T, dilation, directions, output: "sequence" });
      const { weights } = run;
      const width = run.value.length / (T * B);
      const chains = Array.from({ length: dilation }, (_, first) => chain(T, dilation, first));
      const parts = await Promise.all(
        chains.map((rows) =>
          runMember({
            ...{ member, ...sizes, T: rows.length, directions, output: "sequence", weights },
            ...{ x: stepsOf(run.x, F, rows), probe: stepsOf(run.probe, width, rows) },
          }),
        ),
      );
      for (const [p, part] of parts.entries()) {
        expect(largestError(stepsOf(run.value, width, chains[p]!), part.value)).toBeLessThan(1e-6);
        expect(largestError(stepsOf(run.gradients.x!, F, chains[p]!), part.gradients.x!)).toBeLessThan(2e-5);
      }
      expectGradients(run, parts);
    }
  });

  test(`the last row that ${member.name} with a dilation says is that of the chain in which each way ends`, async () => {
    for (const { T, dilation } of WINDOWS) {
      const run = await runMember({ member, ...sizes, T, dilation, directions: 2 });
      const half = run.value.length / (2 * B);
      /** The chain where a way ends, and the half of every row that this way says. */
      const ways = [
        { rows: chain(T, dilation, (T - 1) % dilation), isSaid: (i: number) => i % (2 * half) < half },
        // The way back ends at the first row.
        { rows: chain(T, dilation, 0), isSaid: (i: number) => i % (2 * half) >= half },
      ];
      const parts = await Promise.all(
        ways.map(({ rows, isSaid }) =>
          runMember({
            ...{ member, ...sizes, T: rows.length, directions: 2, weights: run.weights, x: stepsOf(run.x, F, rows) },
            probe: run.probe.map((count, i) => (isSaid(i) ? count : 0)),
          }),
        ),
      );
      const expected = run.value.map((_, i) => parts[ways[0]!.isSaid(i) ? 0 : 1]!.value[i]!);
      expect(largestError(run.value, expected)).toBeLessThan(1e-6);
      expectGradients(run, parts);
    }
  });
}

for (const member of BLOCKS.filter(({ name }) => ["hierarchical", "segrnn", "patched-slstm"].includes(name))) {
  test(`${member.name} with a dilation is itself over every d-th row up to the last, in value and gradient`, async () => {
    const sizes = sizesOf(member);
    for (const { T, dilation } of WINDOWS) {
      const run = await runMember({ member, ...sizes, T, dilation });
      const rows = chain(T, dilation, (T - 1) % dilation);
      const { weights, probe } = run;
      const part = await runMember({ member, ...sizes, T: rows.length, weights, probe, x: stepsOf(run.x, F, rows) });
      expect(largestError(run.value, part.value)).toBe(0);
      expectGradients(run, [part]);
      expect(largestError(stepsOf(run.gradients.x!, F, rows), part.gradients.x!)).toBeLessThan(1e-6);
      const others = Array.from({ length: T }, (_, t) => t).filter((t) => !rows.includes(t));
      expect(stepsOf(run.gradients.x!, F, others).every((slope) => slope === 0)).toBe(true);
    }
  });
}

test("chains of an LSTM are what its kernels make of a dilation, from either end", async () => {
  const inChains: Member = {
    ...{ name: "chains", source: "for tests", cell: null },
    layer: (prefix, features, options) =>
      walkingLayer(prefix, options, (own) => {
        const part = recurrentPart(own, lstm, features, options.units);
        return { ...part, width: options.units, walk: (context, x) => part.walk(context, x).sequence };
      }),
  };
  for (const directions of [1, 2] as const) {
    for (const output of ["last", "sequence"] as const) {
      for (const dilation of [2, 3, 9, 12]) {
        const row = { ...{ T: 9, B, F, units: 4, directions, output, dilation }, x: draws(9 * B * F, "x") };
        const [own, kernels] = [
          await runMember({ member: inChains, ...row }),
          await runMember({ member: memberOf(lstm), ...row }),
        ];
        expect(largestError(own.value, kernels.value)).toBeLessThan(1e-6);
        for (const [name, gradient] of Object.entries(kernels.gradients)) {
          expect(largestError(own.gradients[name]!, gradient), name).toBeLessThan(2e-5);
        }
      }
    }
  }
});
