import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { fit, loadModel } from "./index.ts";
import { dailyTable, QUICK } from "./series.fixture.ts";
import { answerOf, knownAfter, rowOf } from "./session/sessions.fixture.ts";

const composed = Object.values(FAMILY).filter(({ cell }) => cell === null);

/** Of the target and "wind". */
const GRAPH = {
  nodes: ["wind", "y"],
  weights: [
    [0, 1],
    [1, 0],
  ],
};

/** Alone, and with whatever goes around it. */
const AROUND = [
  { about: "", around: {} },
  {
    about: " with a dilation, masks and a residual path",
    around: { dilations: [2], variational: 0.2, residual: true },
  },
];

for (const [{ name, graph }, { about, around }] of composed.flatMap((one) =>
  AROUND.map((own) => [one, own] as const),
)) {
  test(`${name}${about} is fitted, saved, loaded and followed row by row, and says the same`, async () => {
    const frame = dailyTable(120);
    const options = {
      ...{ ...QUICK, ...around },
      cell: name,
      past: ["wind"],
      future: ["plan"],
      linear_path: false,
      ...(graph && { graph: GRAPH }),
    };
    const { outcome, model } = await fit(frame, options);
    const loaded = await loadModel(await model.save());
    expect(outcome.scores[0]!.rmse).toBeGreaterThan(0);
    const session = loaded.session({ frame: knownAfter(frame, 100, model) });
    for (let row = 100; row < 110; row++) {
      const answer = session.push(rowOf(frame, row, model));
      expect(answer.every(Number.isFinite), `row ${row}`).toBe(true);
      expect(answer, `row ${row}`).toEqual(answerOf(knownAfter(frame, row + 1, model), model));
    }
    session.close();
    model.close();
    loaded.close();
  });
}

for (const { name, graph } of composed) {
  test(`${name} is pruned where states go through weights, and refused where none do`, async () => {
    const options = { ...QUICK, cell: name, past: ["wind"], sparsity: 0.5, epochs: 4, ...(graph && { graph: GRAPH }) };
    const asked = fit(dailyTable(120), { ...options, linear_path: false });
    if (["tcn", "s4", "s4d", "mlstm"].includes(name)) {
      await expect(asked).rejects.toMatchObject({ code: "network_impossible", details: { option: "--sparsity" } });
      return;
    }
    const { outcome, model } = await asked;
    const note = outcome.notes.find(({ code }) => code.startsWith("weights_pruned"));
    // Pruning ends in the second of four epochs; a start that is kept is dense. Ties at the threshold go too.
    const isKept = outcome.bestEpoch >= 2;
    expect(note?.code).toBe(isKept ? "weights_pruned" : "weights_pruned_early");
    expect(note?.facts.share).toBeGreaterThanOrEqual(isKept ? 50 : 0);
    expect(note?.facts.share).toBeLessThan(isKept ? 60 : 50);
    model.close();
  });
}
