import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  gatecast,
  gatecastJson,
  type Json,
  makeFolder,
  monthly,
  PROGRAM,
  put,
  readCells,
  SMALL,
  start,
} from "./cli.ts";

const folder = makeFolder();

/** The document's parts that are looked at. */
interface Explained extends Json {
  readonly summary: readonly string[];
  readonly difference: number;
  readonly residual: number;
  readonly attributions: readonly {
    readonly input: string;
    readonly total: number;
    readonly rows: readonly object[];
  }[];
}

const explained = async (args: readonly string[], code = 0) =>
  (await gatecastJson(["explain", ...args], folder, code)) as Explained;

/** The same months twice: shops of two sizes. */
const shops = (): string =>
  ["north", "south"]
    .flatMap((id, s) =>
      monthly(96)
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => `${id},${line.replace(/,(.*)$/, (_, y) => `,${Number(y) * 10 ** s}`)}\n`),
    )
    .reduce((text, line) => text + line, "unique_id,ds,y\n");

let model = "";

beforeAll(async () => {
  put(folder, "sales.csv", monthly(96));
  put(folder, "shops.csv", shops());
  model = (await gatecastJson(["fit", "sales.csv", ...SMALL, "--out", "run"], folder)).files.model!;
});

describe("explain", () => {
  test("says in one document why the latest forecast is what it is, and writes page, tables and charts", async () => {
    const document = await explained([model, "sales.csv", "--out", "why", "--charts", "svg"]);
    expect(document).toMatchObject({
      command: "explain",
      model,
      data: join(folder, "sales.csv"),
      unique_id: "sales",
      ...{ target: "y", cell: "lstm", lookback: 12, horizon: 6, cutoff: "2007-12", step: null },
      baseline: { kind: "mean", season: 12, windows: expect.any(Number), forecast: expect.any(Number) },
      importance: { unseen: true, rmse: expect.any(Number), inputs: expect.any(Array) },
      gates: [{ layer: 1, direction: "forward", units: 4, ds: expect.any(Array), values: expect.any(Array) }],
      files: { explanation: join(folder, "why", "explanation.html") },
    });
    const sum = document.attributions.reduce((total, one) => total + one.total, 0);
    expect(sum - document.difference).toBeCloseTo(document.residual, 8);
    expect(Math.abs(document.residual)).toBeLessThan(1e-3 * Math.abs(document.difference));
    expect(document.summary[0]).toContain("2008-01 to 2008-06");
    expect(readFileSync(document.files.explanation!, "utf8")).toContain("</html>");
    expect(document.files.charts).toContain(join(folder, "why", "explanation-gates-1.svg"));
    const [head, ...rows] = readCells(document.files.attributions!);
    expect(head).toEqual(["input", "kind", "ds", "lag", "reading", "baseline", "attribution"]);
    const last = rows.find(([input, , ds]) => input === "y" && ds === "2007-12")!;
    expect(last[3]).toBe("0");
    expect(last[4]).toBe(readCells(folder, "sales.csv").at(-1)![1]);
    const gates = readCells(document.files.gates!);
    expect(gates[0]).toEqual(["layer", "part", "direction", "name", "kind", "unit", "from", "ds", "value"]);
    // Four gates and two states of four units over twelve rows.
    expect(gates).toHaveLength(1 + 6 * 4 * 12);
  });

  test("explains the step, the time and the unit that are asked for, against the baseline that is named", async () => {
    const asked = ["--step", "2", "--at", "2006-05", "--unit", "3", "--baseline", "last", "--repeats", "2"];
    const document = await explained([model, "sales.csv", ...asked, "--out", "asked"]);
    expect(document).toMatchObject({ cutoff: "2006-05", step: 2, baseline: { kind: "last", windows: 0 } });
    expect(document.summary[0]).toContain("at 2006-07 (step 2)");
    const [first] = (document.gates as { values: { unit: number; of_unit: number[] }[] }[])[0]!.values;
    expect([first!.unit, first!.of_unit.length]).toEqual([3, 12]);
    expect(readCells(document.files.gates!)).toHaveLength(1 + 6 * 12);
    const byRow = await explained([model, "sales.csv", ...asked.with(3, "77"), "--out", "row"]);
    expect(byRow.cutoff).toBe("2006-05");
  });

  test("shows the gates of the parts that a model is composed of, with the rows that their steps cover", async () => {
    const fitted = await gatecastJson(
      ["fit", "sales.csv", ...SMALL, "--cell", "multiscale", "--out", "scales"],
      folder,
    );
    const asked = ["--part", "scale 4", "--unit", "2", "--repeats", "1", "--charts", "svg", "--out", "parts"];
    const document = await explained([fitted.files.model!, "sales.csv", ...asked]);
    expect(document.gates).toMatchObject([
      {
        ...{ layer: 1, part: "scale 4", direction: "forward", units: 4 },
        ...{ from: ["2007-01", "2007-05", "2007-09"], ds: ["2007-04", "2007-08", "2007-12"] },
      },
    ]);
    expect(document.files.charts).toContain(join(folder, "parts", "explanation-gates-1-scale-4.svg"));
    const [head, first, ...rows] = readCells(document.files.gates!);
    expect(head!.indexOf("part")).toBe(1);
    expect(first!.slice(0, 8)).toEqual(["1", "scale 4", "forward", "i", "gate", "2", "2007-01", "2007-04"]);
    expect(rows).toHaveLength(6 * 3 - 1);
    const other = await explained([fitted.files.model!, "sales.csv", "--part", "decoder", "--out", "none"], 2);
    expect(other.error).toMatchObject({
      code: "part_unknown",
      option: "--part",
      needed: "one of scale 1, scale 2, scale 4",
    });
  });

  test("speaks Chinese, and keeps quiet where it is asked to", async () => {
    const { code, stdout, stderr } = await gatecast(
      ["explain", model, "sales.csv", "--lang", "zh", "--quiet", "--out", "zh"],
      folder,
    );
    expect([code, stderr]).toEqual([0, ""]);
    for (const text of ["已知读数到 2007-12 为止", "自身的过去（y）", "为何如此预测，用浏览器打开", "门 f"]) {
      expect(stdout).toContain(text);
    }
    expect(readFileSync(join(folder, "zh", "explanation.html"), "utf8")).toContain('<html lang="zh-CN">');
  });

  test("explains one series of a panel by its name, and asks for it where there are several", async () => {
    const line = ["fit", "shops.csv", ...SMALL, "--cell", "gru", "--out", "panel"];
    const panel = (await gatecastJson(line, folder)).files.model!;
    const south = await explained([panel, "shops.csv", "--series", "south", "--out", "south"]);
    expect(south).toMatchObject({ unique_id: "south", cell: "gru", gates: [{ units: 4 }] });
    expect((await explained([panel, "shops.csv", "--out", "none"], 2)).error).toMatchObject({
      code: "option_invalid",
      option: "--series",
      found: "2 series: north, south",
    });
    expect((await explained([panel, "shops.csv", "--series", "west", "--out", "none"], 3)).error).toMatchObject({
      kind: "data",
      code: "series_unknown",
      found: "the series north, south",
    });
  });

  test("an interruption keeps what was reached: the page, without inputs that were not exchanged yet", async () => {
    const wide = [
      ...SMALL.with(SMALL.indexOf("4"), "128"),
      "--epochs",
      "1",
      "--calendar",
      "month,day_of_year",
      "--out",
      "wide",
    ];
    const fitted = await gatecastJson(["fit", "sales.csv", ...wide], folder);
    const line = [fitted.files.model!, "sales.csv", "--repeats", "1000", "--out", "cut", "--json"];
    const run = start(process.execPath, [PROGRAM, "explain", ...line], folder);
    await run.saying(/exchanging inputs between windows: [12] of 3/);
    run.kill("SIGINT");
    const { code, stdout, stderr } = await run.ended;
    expect(code).toBe(130);
    const page = join("cut", "explanation.html");
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "interrupted", saved: page } });
    expect(stderr).toContain(`What was reached is saved in ${page}.`);
    expect(readFileSync(join(folder, page), "utf8")).toMatch(/importance is told of [12] of 3 inputs/);
    expect(existsSync(join(folder, "cut", "gates.csv"))).toBe(true);
  });

  describe("refuses what cannot be explained, and leaves no folder behind", () => {
    const refused = [
      [["MODEL", "sales.csv", "--unit", "5"], 2, { code: "unit_unknown", option: "--unit" }],
      [["MODEL", "sales.csv", "--layer", "2"], 2, { code: "layer_unknown", option: "--layer" }],
      [["MODEL", "sales.csv", "--step", "7"], 2, { code: "step_unknown", option: "--step" }],
      [["MODEL", "sales.csv", "--step", "next"], 2, { code: "option_invalid", option: "--step" }],
      [["MODEL", "sales.csv", "--at", "1999-01"], 2, { code: "time_unknown", option: "--at" }],
      [["MODEL", "sales.csv", "--baseline", "zero"], 2, { code: "option_invalid", option: "--baseline" }],
      [["MODEL", "short.csv"], 3, { code: "too_few_rows", file: "short.csv" }],
      [["MODEL", "other.csv"], 3, { code: "column_missing", file: "other.csv" }],
      [["MODEL", "nowhere.csv"], 3, { code: "file_missing" }],
      [["no.safetensors", "sales.csv"], 4, { code: "model_unreadable", file: "no.safetensors" }],
    ] as const;
    test.each(refused)("%j", async (args, code, error) => {
      put(folder, "short.csv", monthly(9));
      put(folder, "other.csv", monthly(96).replace("ds,y", "ds,z"));
      put(folder, "no.safetensors", "no model at all, but longer than a header");
      const line = args.map((arg) => (arg === "MODEL" ? model : arg));
      expect((await explained([...line, "--out", "refused"], code)).error).toMatchObject(error);
      expect(existsSync(join(folder, "refused"))).toBe(false);
    });
  });
});
