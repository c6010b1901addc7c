import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { gatecast, gatecastJson, makeFolder, monthly, put } from "./cli.ts";
import { dirty, STEPS } from "./dirty.ts";

const folder = makeFolder();

beforeAll(() => {
  put(folder, "sales.csv", monthly(120));
  put(folder, "dirty.csv", dirty());
  put(folder, "steps.yaml", STEPS);
});

test("diagnose finds the season of monthly sales and says what each test means", async () => {
  const json = await gatecastJson(["diagnose", "sales.csv", "--column", "y"], folder);
  expect(json).toMatchObject({
    command: "diagnose",
    file: join(folder, "sales.csv"),
    column: "y",
    season: { period: 12, given: false },
    files: { diagnosis: join(folder, "gatecast-sales", "diagnosis.html") },
  });
  expect(readFileSync(json.files.diagnosis ?? "", "utf8")).toContain("</html>");
  const people = await gatecast(["diagnose", "sales.csv", "--column", "y"], folder);
  expect(people.code).toBe(0);
  expect(people.stdout).toContain("KPSS");
});

test("The only column of numbers needs no name, and a season may be given", async () => {
  const json = await gatecastJson(["diagnose", "sales.csv", "--season", "6", "--out", "six"], folder);
  expect(json).toMatchObject({ column: "y", season: { period: 6, given: true } });
});

test("Several columns of numbers need one named", async () => {
  put(
    folder,
    "two.csv",
    monthly(60)
      .replace(/,([\d.]+)$/gm, ",$1,$1")
      .replace("ds,y", "ds,a,b"),
  );
  const { error } = await gatecastJson(["diagnose", "two.csv"], folder, 2);
  expect(error).toMatchObject({ code: "option_invalid", option: "--column", needed: expect.stringContaining("a, b") });
});

test("A table with gaps is refused as it stands, and diagnosed once it is cleaned", async () => {
  await gatecastJson(["diagnose", "dirty.csv", "--column", "y", "--out", "refused"], folder, 3);
  const line = ["diagnose", "dirty.csv", "--column", "y", "--config", "steps.yaml", "--out", "cleaned"];
  expect(await gatecastJson(line, folder)).toMatchObject({ column: "y", season: { period: 7 } });
});

test("A season of words is wrong usage", async () => {
  const { error } = await gatecastJson(["diagnose", "sales.csv", "--season", "soon"], folder, 2);
  expect(error).toMatchObject({ code: "option_invalid", option: "--season" });
});
