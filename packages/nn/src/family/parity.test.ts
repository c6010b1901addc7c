import { expect, test } from "vitest";
import { runMember } from "../../../../test/support/member-case.ts";
import { FAMILY } from "./index.ts";

const [T, H] = [400, 4];

/** How far any of the last four steps of a long run of −1 is from the one before it. */
async function unrest(name: string, scale: number, weights = {}): Promise<number> {
  const member = FAMILY[name]!;
  const sizes = { member, T, B: 1, F: 1, units: H, output: "sequence" } as const;
  const drawn = (await runMember({ ...sizes, T: 1 })).weights;
  const scaled = Object.fromEntries(
    Object.entries(drawn).map(([key, value]) => [key, value.map((one) => scale * one)]),
  );
  const { value } = await runMember({
    ...sizes,
    x: new Float32Array(T).fill(-1),
    weights: { ...scaled, ...weights },
  });
  const step = (t: number) => value.subarray((t * value.length) / T, ((t + 1) * value.length) / T);
  return Math.max(
    ...[1, 2, 3, 4].flatMap((k) => [...step(T - k)].map((one, h) => Math.abs(one - step(T - k - 1)[h]!))),
  );
}

// After every −1 the product of all signs is another: who comes to rest while they last cannot say it, whatever was learnt.
for (const name of ["min-lstm", "min-gru", "qrnn", "sru", "mlstm", "s4", "s4d"]) {
  test(`${name} comes to rest in a long run of −1, whatever its weights, so that parity is beyond it`, async () => {
    for (const scale of [0.5, 1, 2]) expect(await unrest(name, scale), `weights × ${scale}`).toBeLessThan(1e-4);
  });
}

test("a network whose recurrent weights see the state need not come to rest", async () => {
  const turned = Float32Array.from({ length: H * H }, (_, i) => (i % (H + 1) === 0 ? -4 : 0));
  expect(await unrest("rnn", 1, { recurrent: turned })).toBeGreaterThan(1);
});
