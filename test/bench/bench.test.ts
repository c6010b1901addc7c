import { expect, test } from "vitest";
import { runScript } from "../support/run-script.ts";

// No time is asserted here, only that the programs run and what they make of times.

test("bench measures a workload and prints it as JSON", async () => {
  const { code, stdout, stderr } = await runScript("bench/bench.js", [
    "--only",
    "passengers",
    "--rounds",
    "1",
    "--json",
  ]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const row = JSON.parse(stdout) as Record<string, unknown>;
  expect(row).toEqual({
    workload: "passengers",
    threads: expect.any(Number),
    train_ms: expect.any(Number),
    predict_ms: expect.any(Number),
    train_gflops: expect.any(Number),
  });
});

test("a workload that does not exist and a number that is none are one line and exit code 2", async () => {
  const unknown = await runScript("bench/bench.js", ["--only", "nothing"]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toBe(
    'bench: no workload "nothing"; there are passengers, temperature, air-quality, rainfall, rainfall-sequence, steering, wide-256, wide-512\n',
  );
  const rounds = await runScript("bench/peers/compare.js", ["--rounds", "0"]);
  expect([rounds.code, rounds.stderr]).toEqual([2, "bench: --rounds takes a whole number above 0\n"]);
});

test("the roofline runs from end to end", async () => {
  const { code, stdout, stderr } = await runScript("bench/roofline/measure.js", [
    ...["--only", "passengers", "--rounds", "1", "--milliseconds", "20", "--steps", "3", "--json"],
  ]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const result = JSON.parse(stdout) as {
    ceilings: { product: { gflops: number }; functionNs: number; copy: { gbs: number }[] };
    rows: { workload: string; operations: number; parameters: number }[];
    javascript: Record<string, { share: number; samples: number }>;
    growth: { steps: number; engine: number };
    sizes: { units: number; gflops: number }[];
  };
  expect(result.ceilings.product.gflops).toBeGreaterThan(0);
  expect(result.ceilings.copy.map(({ gbs }) => gbs > 0)).toEqual([true, true, true, true]);
  expect(result.rows).toMatchObject([{ workload: "passengers", operations: 88, parameters: 101 }]);
  for (const { share, samples } of Object.values(result.javascript)) {
    expect(samples).toBeGreaterThan(0);
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
  }
  expect(result.growth).toMatchObject({ steps: 3, engine: 0 });
  expect(result.sizes.map(({ units }) => units)).toEqual([46, 47, 48, 49, 50, 51, 52, 53, 54]);
}, 120_000);
