import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { gatecastJson, type Json, makeFolder, monthly, PROGRAM, put, SMALL, start } from "./cli.ts";

const folder = makeFolder();
const months = monthly(96).trimEnd().split("\n").slice(1);

/** The same numbers in one file a series: `b` is `a` from behind. */
function long(): string {
  const values = months.map((line) => line.split(","));
  const b = values.map(([ds], i) => `b,${ds},${values[values.length - 1 - i]?.[1]}`);
  return `shop,ds,y\n${values.map(([ds, y]) => `a,${ds},${y}`).join("\n")}\n${b.join("\n")}\n`;
}

beforeAll(() => {
  put(folder, "sales.csv", `ds,y\n${months.join("\n")}\n`);
  put(folder, "sales.csv.gz", gzipSync(`ds,y\n${months.join("\n")}\n`));
  put(folder, "sales.tsv", `ds\ty\n${months.join("\n").replaceAll(",", "\t")}\n`);
  put(folder, "comma.csv", `ds;y\n${months.join("\n").replaceAll(",", ";").replaceAll(".", ",")}\n`);
  put(
    folder,
    "sales.json",
    JSON.stringify(months.map((line) => line.split(",")).map(([ds, y]) => ({ ds, y: Number(y) }))),
  );
  put(
    folder,
    "sales.jsonl",
    months
      .map((line) => line.split(","))
      .map(([ds, y]) => `{"ds":"${ds}","y":${y}}\n`)
      .join(""),
  );
  put(folder, "two.csv", long());
  put(folder, "marked.csv", `ds,y\n${months.join("\n").replace(/(2003-0[345]),[\d.]+/g, "$1,-1")}\n`);
});

describe("every format", () => {
  const line = [...SMALL, "--epochs", "1"];
  let expected: Json;
  beforeAll(async () => {
    expected = await gatecastJson(["fit", "sales.csv", ...line, "--out", "expected"], folder);
  });
  for (const [file, ...further] of [
    ["sales.csv.gz"],
    ["sales.tsv"],
    ["comma.csv"],
    ["comma.csv", "--decimal", ","],
    ["sales.json"],
    ["sales.jsonl"],
    ["two.csv", "--series", "a"],
    ["two.csv", "--series", "a", "--series-column", "shop", "--time", "ds"],
  ] as const) {
    test.concurrent(`${[file, ...further].join(" ")} gives the same weights`, async () => {
      const out = `out-${[file, ...further].join("")}`;
      const json = await gatecastJson(["fit", file, ...line, ...further, "--out", out], folder);
      expect(json.weights_sha256).toBe(expected.weights_sha256);
    });
  }

  test.skipIf(process.platform === "win32")("a pipe is read as it comes", async () => {
    const shell = 'cat sales.csv | "$0" "$@"';
    const args = [process.execPath, PROGRAM, "fit", "/dev/stdin", ...line, "--out", "piped", "--json"];
    const ended = await start("bash", ["-c", shell, ...args], folder).ended;
    expect(ended.code, ended.stderr).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ weights_sha256: expected.weights_sha256 });
  });
});

describe("a file with several series", () => {
  test("needs one named to be tuned, and says which there are", async () => {
    const { error } = await gatecastJson(["tune", "two.csv", ...SMALL], folder, 3);
    expect(JSON.stringify(error)).toContain("--series");
  });

  test("does not have every series", async () => {
    const { error } = await gatecastJson(["fit", "two.csv", ...SMALL, "--series", "c"], folder, 3);
    expect(error).toMatchObject({
      file: "two.csv",
      code: "series_unknown",
      found: "the series a, b",
      option: "--series",
    });
  });

  test("is forecast from with the series that was fitted", async () => {
    await gatecastJson(["fit", "two.csv", ...SMALL, "--series", "b", "--out", "b"], folder);
    const model = join("b", "model.safetensors");
    const json = await gatecastJson(["forecast", model, "--data", "two.csv"], folder);
    expect(json.unique_id).toBe("b");
    // In a file of its own it needs no name.
    const alone = await gatecastJson(["forecast", model, "--data", "sales.csv"], folder);
    expect(alone.unique_id).toBe("sales");
  });
});

test("Values that stand for missing readings are named by a flag or in the configuration, to the same end", async () => {
  const line = [...SMALL, "--epochs", "1"];
  const flag = await gatecastJson(["fit", "marked.csv", ...line, "--missing", "-1", "--out", "flag"], folder);
  put(folder, "marked.yaml", "table: { missing: [-1] }\n");
  const file = await gatecastJson(["fit", "marked.csv", ...line, "--config", "marked.yaml", "--out", "file"], folder);
  const plain = await gatecastJson(["fit", "marked.csv", ...line, "--out", "plain"], folder);
  expect(flag.weights_sha256).toBe(file.weights_sha256);
  expect(flag.weights_sha256).not.toBe(plain.weights_sha256);
});

test("A key of table at the top of a configuration is told where it belongs", async () => {
  put(folder, "top.yaml", "target: y\nzone: Asia/Shanghai\n");
  const { error } = await gatecastJson(["fit", "sales.csv", "--config", "top.yaml"], folder, 2);
  expect(error).toMatchObject({ code: "option_unknown", found: "zone", hint: 'Write it under "table".' });
});

test("An unknown time zone is wrong usage", async () => {
  const { error } = await gatecastJson(["inspect", "sales.csv", "--zone", "Mars/Olympus"], folder, 2);
  expect(error).toMatchObject({ option: "--zone", found: expect.stringContaining("Mars/Olympus") });
});

test("A file that takes long tells how far it is on stderr, and an interruption leaves nothing", async () => {
  const row = "2020-01-01 00:00:00,1.25,2.5,3.75,4.125,5.0625,6.5,7.75,8.875,9.5\n";
  put(folder, "big.csv", `ds,a,b,c,d,e,f,g,h,i\n${row.repeat(2_000_000)}`);
  const run = start(process.execPath, [PROGRAM, "inspect", "big.csv", "--out", "big", "--json"], folder);
  await run.saying(/reading big\.csv: \d+\.\d of 1\d\d\.\d MB, [\d,]+ rows/);
  run.kill("SIGINT");
  const ended = await run.ended;
  expect(ended.code).toBe(130);
  expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: "interrupted" } });
  expect(existsSync(join(folder, "big"))).toBe(false);
});
