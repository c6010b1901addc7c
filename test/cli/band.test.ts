import { expect, test } from "vitest";
import { gatecast, gatecastJson, makeFolder, monthly, put, SMALL } from "./cli.ts";

const folder = makeFolder();
put(folder, "sales.csv", monthly(96));
const fit = (out: string, ...more: string[]) =>
  gatecastJson(["fit", "sales.csv", ...SMALL, "--no-linear-path", ...more, "--out", out], folder);

test("a model trained with held masks forecasts with the ends of a band", async () => {
  await fit("held", "--variational", "0.2");
  const asked = ["forecast", "held/model.safetensors", "--passes", "50", "--level", "80"];
  const { stdout, code } = await gatecast(asked, folder);
  expect(code).toBe(0);
  const [head, ...rows] = stdout.trim().split("\n");
  expect(head).toBe("unique_id,ds,lstm,lstm-lo-80,lstm-hi-80");
  for (const row of rows) {
    const [low, high] = row.split(",").slice(3).map(Number);
    expect(low).toBeLessThan(high!);
  }
  const forecast = (await gatecastJson(asked, folder)).forecast as Readonly<Record<string, unknown>>[];
  expect(Object.keys(forecast[0]!)).toEqual(["unique_id", "ds", "lstm", "lstm-lo-80", "lstm-hi-80"]);
});

test("a band that cannot be is refused with the reason", async () => {
  await fit("plain");
  for (const [typed, reason] of [
    [["--passes", "50"], /was trained without variational dropout/],
    [["--level", "80"], /--level is about the band of --passes/],
    [["--passes", "many"], /--passes cannot be "many"/],
    [["--passes", "10", "--level", "abc"], /--level cannot be "abc"/],
  ] as const) {
    const { code, stderr } = await gatecast(["forecast", "plain/model.safetensors", ...typed], folder);
    expect(stderr).toMatch(reason);
    expect(code).toBe(2);
  }
});

test("a model of several series has the ends of a band for each, further than it was trained for", async () => {
  const [head, ...rows] = monthly(72).trimEnd().split("\n");
  const both = ["north", "south"].flatMap((id) => rows.map((row) => `${id},${row}`));
  put(folder, "shops.csv", [`unique_id,${head}`, ...both, ""].join("\n"));
  const options = ["--no-linear-path", "--variational", "0.2", "--out", "shops"];
  await gatecastJson(["fit", "shops.csv", ...SMALL, ...options], folder);
  const asked = ["forecast", "shops/model.safetensors", "--passes", "20", "--level", "80", "--horizon", "8"];
  const { stdout, stderr, code } = await gatecast(asked, folder);
  expect(code).toBe(0);
  const [names, ...lines] = stdout.trim().split("\n");
  expect(names).toBe("unique_id,ds,lstm,lstm-lo-80,lstm-hi-80");
  expect(lines).toHaveLength(16);
  expect(stderr).toMatch(/band is to hold 80 %/);
});
