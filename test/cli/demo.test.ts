import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gatecast, gatecastJson, makeFolder, readCells } from "./cli.ts";

const folder = makeFolder();

test("The demo scores twelve months ahead on the last 36 and forecasts 24 more", async () => {
  const json = await gatecastJson(["demo", "--epochs", "2", "--units", "4", "--quiet"], folder);
  expect(json).toMatchObject({
    command: "demo",
    target: "passengers",
    horizon: 12,
    rows: { train: 84, validation: 24, test: 36 },
    files: { report: join(folder, "gatecast-demo", "report.html") },
  });
  expect(readCells(folder, "gatecast-demo", "test-forecast.csv")).toHaveLength(1 + 25 * 12);
  const beyond = readCells(folder, "gatecast-demo", "forecast.csv");
  expect(beyond).toHaveLength(25);
  expect([beyond[1]?.[1], beyond[24]?.[1]]).toEqual(["1961-01", "1962-12"]);
});

test("The same seed gives the same weights, another seed others", async () => {
  const line = ["demo", "--epochs", "2", "--units", "4", "--cell", "gru", "--quiet"];
  const hashes: unknown[] = [];
  for (const seed of ["5", "5", "6"]) {
    hashes.push((await gatecastJson([...line, "--seed", seed, "--out", "seeds"], folder)).weights_sha256);
  }
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[2]).not.toBe(hashes[0]);
});

test("The demo speaks Chinese and ends with the path of its report", async () => {
  const { code, stdout } = await gatecast(
    ["demo", "--epochs", "1", "--units", "4", "--lang", "zh", "--out", "演示"],
    folder,
  );
  expect(code).toBe(0);
  expect(stdout).toContain("岭回归");
  expect(stdout.trimEnd().split("\n").at(-1)).toContain(join("演示", "report.html"));
  expect(existsSync(join(folder, "演示", "report.html"))).toBe(true);
});
