import { Engine, seed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { expect, test } from "vitest";
import { frameFrom } from "../data/index.ts";
import { networkSpec } from "../models/index.ts";
import { fitPreparation, originsWithin, type PreparationSpec, prepareFrame } from "../prepare/index.ts";
import { Trainer } from "./trainer.ts";

const network = { cell: "lstm", units: [2], directions: 1, dense: [], activation: "relu", dropout: 0 } as const;

test("windows that overlap share their validation rows: each known row can tell something once", async () => {
  const y = Float64Array.from({ length: 60 }, (_, t) => (t === 50 ? Number.NaN : t % 5));
  const frame = frameFrom({ columns: { y } });
  const task = { target: "y", past: [], future: [], calendar: [], lookback: 3, horizon: 4 };
  const preparation: PreparationSpec = { target: [{ kind: "forward_fill" }], covariates: [], window: "none" };
  const prepared = prepareFrame(fitPreparation(preparation, frame, task, 40), frame, task);
  const engine = await Engine.create();
  const spec = networkSpec(task, { ...network, linear_path: false, window_as: "steps" });
  const made = await Network.create(engine, spec, seed(1));
  const counts = (validation: Int32Array) => {
    const data = { prepared, train: originsWithin(prepared, 0, 40), validation };
    const options = { loss: "mse", optimizer: "adam", clipNorm: 0, batch: 8, asFeatures: false } as const;
    const trainer = new Trainer(engine, made, data, options);
    const { validationTargets, validationRows } = trainer;
    trainer.close();
    return { validationTargets, validationRows };
  };
  // Rows 40 to 59 but for row 50, which four of the seventeen windows hold.
  expect(counts(originsWithin(prepared, 40, 60))).toEqual({ validationTargets: 64, validationRows: 19 });
  expect(counts(Int32Array.of(40, 44, 51))).toEqual({ validationTargets: 12, validationRows: 12 });
  expect(counts(new Int32Array())).toEqual({ validationTargets: 0, validationRows: 0 });
  engine.close();
});
