import { compileCell, referenceSequence, seesSigns } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { FAMILY } from "../family/index.ts";

const [T, B, F, H] = [6, 2, 1, 8];
/** Readings far from 0, of either sign. */
const x = draws(T * B, "readings").map((value) => Math.sign(value) * (0.5 + Math.abs(value)));

const cells = Object.values(FAMILY).flatMap(({ cell }) => (cell === null || cell.given.length > 0 ? [] : [cell]));

test.each(cells.map((cell) => [cell.name, cell] as const))(
  "of a single column %s sees the size, or is known to see its sign alone",
  (_, cell) => {
    const compiled = compileCell(cell);
    const weights = {
      input: draws(F * compiled.inputGates.length * H, "W"),
      recurrent: draws(H * compiled.recurrentGates.length * H, "U"),
      bias: draws(compiled.slots.length * H, "b"),
      vectors: draws(cell.vectors.length * H, "v"),
    };
    const run = (times: number) =>
      referenceSequence(
        compiled,
        weights,
        x.map((value) => times * value),
        { T, B, F, H },
      ).sequence;
    const far = largestError(run(3), run(1));
    if (seesSigns(cell)) expect(far).toBeLessThan(1e-3);
    else expect(far).toBeGreaterThan(0.01);
  },
);

test("layer normalisation, as its paper has it, is the member that sees signs", () => {
  expect(cells.filter(seesSigns).map(({ name }) => name)).toEqual(["layer-norm"]);
});
