import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";
import { type Task, within } from "./study.ts";

const { sparseRun } = (await import(pathToFileURL(join(ROOT, "study/sparsity.js")).href)) as {
  sparseRun: (network: string, task: Task, run: number) => Promise<{ readonly miss: number; readonly left: number }>;
};

test("an LSTM learns to add with a tenth of its recurrent weights, and has no more of them in the end", {
  timeout: 120_000,
}, async () => {
  const { miss, left } = await sparseRun("sparse", within("adding-30", 500), 1);
  // Who answers 0 whatever comes errs by 2/3.
  expect(miss).toBeLessThan(0.04);
  const [F, H] = [2, 64];
  const others = F * 4 * H + 4 * H + H + 1;
  expect(Math.abs(left - others - 0.1 * H * 4 * H)).toBeLessThan(2);
});
