import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { gatecast, gatecastJson, type Json, makeFolder, monthly, put } from "./cli.ts";
import { DIRT, dirty } from "./dirty.ts";

interface Finding {
  readonly code: string;
  readonly column: string | null;
  readonly series: string | null;
  readonly count: number;
  readonly first_rows: readonly number[];
  readonly repair: object | null;
}

const folder = makeFolder();
let document: Json;
let findings: readonly Finding[];

beforeAll(async () => {
  put(folder, "dirty.csv", dirty());
  put(folder, "sales.csv", monthly(60));
  document = await gatecastJson(["inspect", "dirty.csv", "--target", "y", "--write", "dirty.yaml"], folder);
  findings = document.findings as readonly Finding[];
});

describe("inspect --json", () => {
  test("is one document with the table's facts, its columns and what was found", () => {
    expect(document).toMatchObject({
      command: "inspect",
      file: join(folder, "dirty.csv"),
      layout: "single",
      rows: 239,
      time: { name: "ds", first: "2020-01-01", last: "2020-08-27", step: { unit: "day", count: 1 } },
      target: { column: "y" },
      files: { inspection: join(folder, "gatecast-dirty", "inspection.html") },
    });
    const columns = document.columns as readonly { readonly name: string }[];
    expect(columns.map(({ name }) => name)).toEqual(["y", "temperature", "sky"]);
  });

  for (const [code, count] of Object.entries(DIRT)) {
    test(`finds ${count} ${code}`, () => {
      expect(findings.filter((finding) => finding.code === code)).toEqual([expect.objectContaining({ count })]);
    });
  }

  test("says of each finding where it is and what would repair it", () => {
    for (const finding of findings) {
      expect(Object.keys(finding)).toEqual(
        expect.arrayContaining(["code", "column", "series", "count", "first_rows", "repair"]),
      );
    }
    // Lines of the file, the header being the first and one row standing twice before them.
    expect(findings.find(({ code }) => code === "missing_values")).toMatchObject({
      column: "y",
      first_rows: [33, 34, 91],
    });
    expect(findings.find(({ code }) => code === "duplicate_rows")).toMatchObject({ repair: { kind: "duplicates" } });
  });

  test("writes one page that opens offline", () => {
    const page = readFileSync(document.files.inspection ?? "", "utf8");
    expect(page).toContain("</html>");
    expect(page).not.toMatch(/(?:src|href)="http/);
  });
});

describe("the configuration that --write proposes", () => {
  test("is YAML with a remark on each step, and the same as in the document", () => {
    const text = readFileSync(join(folder, "dirty.yaml"), "utf8");
    expect(text).toMatch(/^#/);
    expect(parse(text)).toEqual(document.proposal);
    expect(parse(text)).toMatchObject({ target: "y", table: { clean: expect.any(Array) } });
  });

  test("says where it names no target, as does the terminal", async () => {
    put(folder, "still.csv", `ds,y\n${Array.from({ length: 40 }, (_, i) => `${1950 + i},5`).join("\n")}\n`);
    for (const [lang, said] of [
      ["en", "No target is proposed: every column of numbers is constant."],
      ["zh", "没有建议要预测的列：所有数值列都从不变化。"],
    ] as const) {
      const write = `still-${lang}.yaml`;
      const { stdout } = await gatecast(["inspect", "still.csv", "--write", write, "--lang", lang, "--force"], folder);
      expect(stdout).toContain(said);
      expect(readFileSync(join(folder, write), "utf8")).toContain(`# ${said}`);
    }
  });

  test("is one that fit trains with", async () => {
    const line = ["fit", "dirty.csv", "--config", "dirty.yaml"];
    const small = "--horizon 7 --lookback 14 --units 4 --epochs 1 --quiet --out fitted".split(" ");
    const fitted = await gatecastJson([...line, ...small], folder);
    expect(fitted).toMatchObject({ command: "fit", target: "y" });
    // What was fitted reads newer data as it comes, faults and all.
    const model = join("fitted", "model.safetensors");
    const forecast = await gatecastJson(["forecast", model, "--data", "dirty.csv"], folder);
    expect(forecast.forecast).toHaveLength(7);
  });

  test("is not written over a file that is there, unless asked to", async () => {
    put(folder, "mine.yaml", "target: y # by hand\n");
    const line = ["inspect", "sales.csv", "--write", "mine.yaml"];
    const { error } = await gatecastJson([...line, "--out", "refused"], folder, 2);
    expect(error).toMatchObject({ code: "output_exists", file: "mine.yaml", option: "--write" });
    expect(readFileSync(join(folder, "mine.yaml"), "utf8")).toContain("by hand");
    expect(existsSync(join(folder, "refused"))).toBe(false);
    await gatecastJson([...line, "--force"], folder);
    expect(readFileSync(join(folder, "mine.yaml"), "utf8")).not.toContain("by hand");
  });

  test("is missed where it cannot be written, and nothing else is written", async () => {
    const line = ["inspect", "sales.csv", "--write", join("no", "folder.yaml"), "--out", "missed"];
    const { error } = await gatecastJson(line, folder, 2);
    expect(error).toMatchObject({ code: "output_unwritable", option: "--write", hint: "Name another file." });
    expect(existsSync(join(folder, "missed"))).toBe(false);
  });

  test("cannot go over the table itself", async () => {
    const { error } = await gatecastJson(["inspect", "sales.csv", "--write", "./sales.csv", "--force"], folder, 2);
    expect(error).toMatchObject({ code: "output_is_input", option: "--write" });
    expect(readFileSync(join(folder, "sales.csv"), "utf8")).toBe(monthly(60));
  });
});

test("People are told the findings and the page, in their language", async () => {
  const english = await gatecast(["inspect", "dirty.csv", "--target", "y"], folder);
  expect([english.code, english.stderr]).toEqual([0, ""]);
  expect(english.stdout.trimEnd().split("\n").at(-1)).toMatch(/^ {2}gatecast-dirty.inspection\.html/);
  const chinese = await gatecast(["inspect", "dirty.csv", "--lang", "zh", "--out", "中文"], folder);
  expect(chinese.code).toBe(0);
  expect(chinese.stdout).toContain(join("中文", "inspection.html"));
  expect(chinese.stdout).toMatch(/[\u4e00-\u9fff]{4}/);
});

test("A shuffled table whose series one column tells apart is inspected by series, and fitted as proposed", async () => {
  const key = (i: number): number => (31 * i * i + 7 * i) % 1009;
  const order = Array.from({ length: 240 }, (_, i) => i).sort((a, b) => key(a) - key(b));
  const lines = order.map((i) => {
    const day = new Date(Date.UTC(2022, 0, 1 + Math.floor(i / 3))).toISOString().slice(0, 10);
    return `${"ABC"[i % 3]},${day},${100 * (i % 3) + ((i * 7919) % 101) / 7}`;
  });
  put(folder, "shuffled.csv", `store,date,sales\n${lines.join("\n")}\n`);
  const { findings: found } = await gatecastJson(["inspect", "shuffled.csv", "--write", "shuffled.yaml"], folder);
  expect(found).toMatchObject([
    { code: "out_of_order", series: null, parts: expect.arrayContaining([expect.objectContaining({ series: "B" })]) },
    { code: "mixed_series", column: "store", repair: { table: { series_column: "store" } } },
  ]);
  const small = "--horizon 3 --lookback 7 --units 4 --epochs 1 --quiet --out fitted-shuffled".split(" ");
  const fitted = await gatecastJson(["fit", "shuffled.csv", "--config", "shuffled.yaml", ...small], folder);
  expect(fitted).toMatchObject({ command: "fit", target: "sales" });
});

test("One series of several is inspected by itself, and proposed; one that is not there is refused, with the nearest", async () => {
  const lines = ["north", "south"].flatMap((shop, s) =>
    Array.from({ length: 60 - 20 * s }, (_, day) => {
      const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
      const missing = shop === "north" ? day === 20 : day === 30;
      return `${shop},${date},${missing ? "" : 100 * s + ((day * 7919) % 101) / 7}`;
    }),
  );
  put(folder, "shops.csv", `shop,date,units\n${lines.join("\n")}\n`);
  const line = ["inspect", "shops.csv", "--write", "south.yaml"];
  const { error } = await gatecastJson([...line, "--series", "soutn"], folder, 3);
  expect(error).toMatchObject({ code: "series_unknown", file: "shops.csv", hint: 'Did you mean "south"?' });
  expect(existsSync(join(folder, "south.yaml"))).toBe(false);
  const south = await gatecastJson([...line, "--series", "south"], folder);
  expect(south).toMatchObject({ unique_id: "south", rows: 40, series_count: 1, series: [{ name: "south", rows: 40 }] });
  expect(south.findings).toMatchObject([{ code: "missing_values", series: "south", count: 1, first_rows: [92] }]);
  expect(south.proposal).toMatchObject({ target: "units", table: { series: "south" } });
  const yaml = readFileSync(join(folder, "south.yaml"), "utf8");
  expect(yaml).not.toContain("most readings of all");
  const small = "--horizon 2 --lookback 4 --units 2 --epochs 1 --quiet --out fitted-south".split(" ");
  const fitted = await gatecastJson(["fit", "shops.csv", "--config", "south.yaml", ...small], folder);
  expect(fitted).toMatchObject({ command: "fit", target: "units", unique_id: "south" });
});

test("A target that is not there is wrong usage of the data: the nearest name is suggested", async () => {
  const { error } = await gatecastJson(["inspect", "dirty.csv", "--target", "temprature"], folder, 3);
  expect(error).toMatchObject({ kind: "data", file: "dirty.csv", hint: 'Did you mean "temperature"?' });
});

test("Pictures are written as files on request", async () => {
  const { files } = await gatecastJson(["inspect", "dirty.csv", "--charts", "svg,png", "--out", "pictures"], folder);
  const charts = files.charts as unknown as readonly string[];
  expect(charts.length).toBeGreaterThan(1);
  for (const path of charts) expect(existsSync(path), path).toBe(true);
  const png = charts.find((path) => path.endsWith(".png")) ?? "";
  expect(readFileSync(png).subarray(1, 4).toString()).toBe("PNG");
});
