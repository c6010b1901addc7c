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

for (const { name, graph } of composed) {
  test(`${name} is fitted, saved, loaded and followed row by row, and says the same`, async () => {
    const frame = dailyTable(120);
    const options = {
      ...QUICK,
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
