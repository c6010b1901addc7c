import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Ended, gatecast, gatecastJson, type Json, makeFolder, monthly, put, readCells, SMALL } from "./cli.ts";

const folder = makeFolder();
const FILES = ["model", "history", "test_forecast", "forecast", "report"];
// Without its linear path the network has something to learn, and so something to refit.
const LEARN = [...SMALL, "--no-linear-path"];
let document: Json;

beforeAll(async () => {
  put(folder, "sales.csv", monthly(120));
  document = await gatecastJson(["fit", "sales.csv", ...LEARN, "--out", "run", "--charts", "svg,png"], folder);
});

describe("fit", () => {
  test("prints one document with everything that a script asks for", () => {
    expect(document).toMatchObject({
      command: "fit",
      target: "y",
      unique_id: "sales",
      seed: 1,
      lookback: 12,
      horizon: 6,
      season: 12,
      rows: { train: 77, validation: 19, test: 24 },
      best_baseline: expect.stringMatching(/^(?:persistence|seasonal_naive|drift|climatology|ridge)$/),
      verdict: expect.stringContaining("RMSE"),
      verdict_code: expect.stringMatching(/^(?:network_wins|network_ties|baseline_wins)$/),
      weights_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      notes: expect.arrayContaining([expect.objectContaining({ code: "season_found", period: 12 })]),
    });
    for (const key of ["skill", "epochs", "best_epoch", "seconds"]) expect(document[key], key).toBeTypeOf("number");
  });

  test("lists the network first and then each baseline by name, with every metric and every step", () => {
    const { scores } = document;
    expect(scores.map(({ model }) => model)).toEqual([
      "lstm",
      "persistence",
      "seasonal_naive",
      "drift",
      "climatology",
      "ridge",
    ]);
    for (const { per_step: steps, ...score } of scores) {
      expect(Object.keys(score)).toEqual(["model", "rmse", "mae", "mase", "smape", "mape", "r2", "mda", "bias"]);
      expect(steps).toHaveLength(6);
    }
  });

  test("writes the files that it names, complete, and leaves nothing else", () => {
    for (const key of FILES) expect(existsSync(document.files[key] ?? ""), key).toBe(true);
    expect(document.files.charts).toHaveLength(10);
    expect(existsSync(join(folder, "run", "checkpoint.safetensors"))).toBe(false);
    expect(
      readFileSync(join(folder, "run", "chart-data.png"))
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(readFileSync(join(folder, "run", "report.html"), "utf8")).toContain("</html>");
  });

  test("writes a history that names its phases", () => {
    const [head, first, ...rest] = readCells(folder, "run", "history.csv");
    expect(head).toEqual(["epoch", "phase", "train_loss", "validation_loss", "learning_rate", "seconds"]);
    expect(first?.slice(0, 3)).toEqual(["0", "train", ""]);
    expect(rest.map(([, phase]) => phase)).toContain("refit");
  });

  test("writes each test window with its cutoff, the truth and every model", () => {
    const [head, ...rows] = readCells(folder, "run", "test-forecast.csv");
    expect(head).toEqual([
      "unique_id",
      "ds",
      "cutoff",
      "y",
      "lstm",
      "persistence",
      "seasonal_naive",
      "drift",
      "climatology",
      "ridge",
    ]);
    expect(rows).toHaveLength((24 - 6 + 1) * 6);
    // The last of 120 months from 2000-01.
    expect(rows.at(-1)?.slice(0, 3)).toEqual(["sales", "2009-12", "2009-06"]);
    expect(Number(rows.at(-1)?.[3])).toBe(Number(monthly(120).trimEnd().split(",").at(-1)));
  });
});

describe("forecast", () => {
  test("gives the same numbers from the saved model as the run that made it", async () => {
    const { stdout, stderr, code } = await gatecast(["forecast", "run/model.safetensors"], folder);
    expect([code, stderr]).toEqual([0, ""]);
    const saved = readCells(folder, "run", "forecast.csv").map((cells) => cells.slice(0, 3).join(","));
    expect(stdout).toBe(`${saved.join("\n")}\n`);
    expect(saved).toHaveLength(7);
    expect(saved[1]).toMatch(/^sales,2010-01,\d/);
  });

  test("gives them again as one JSON document, and in a file", async () => {
    const json = await gatecastJson(["forecast", "run/model.safetensors", "--out", "f.csv"], folder);
    const rows = readCells(folder, "f.csv");
    const listed = json.forecast as { unique_id: string; ds: string; lstm: number }[];
    expect(listed.map(({ unique_id, ds, lstm }) => [unique_id, ds, String(lstm)])).toEqual(rows.slice(1));
    expect(json).toMatchObject({
      command: "forecast",
      target: "y",
      horizon: 6,
      files: { forecast: join(folder, "f.csv") },
    });
  });

  test("starts from the last row of newer data and reaches beyond the trained horizon", async () => {
    put(folder, "newer.csv", monthly(132));
    const args = ["forecast", "run/model.safetensors", "--data", "newer.csv", "--horizon", "14", "--quiet"];
    const { stdout } = await gatecast(args, folder);
    const rows = stdout.trimEnd().split("\n");
    expect(rows).toHaveLength(15);
    expect([rows[1]?.slice(0, 13), rows[14]?.slice(0, 13)]).toEqual(["newer,2011-01", "newer,2012-02"]);
  });

  test("reads numbers and dates of newer data as those that the model was fitted on, where they could be others", async () => {
    // 1,104.25 with a decimal comma, days of a year with the month first; the newer file holds three digits behind each point.
    const row = (day: number, y: string) => {
      const [year, month, date] = new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10).split("-");
      return `${month}/${date}/${year};${y}\n`;
    };
    const old = Array.from({ length: 90 }, (_, day) => row(day, `${1104 + (day % 7)},25`));
    put(folder, "commas.csv", `ds;y\n${old.join("")}`);
    await gatecastJson(["fit", "commas.csv", ...SMALL, "--lookback", "3", "--out", "commas"], folder);
    // 1 to 12 April.
    put(
      folder,
      "points.csv",
      `ds;y\n${Array.from({ length: 12 }, (_, day) => row(90 + day, `1.10${day % 7}`)).join("")}`,
    );
    const json = await gatecastJson(["forecast", "commas/model.safetensors", "--data", "points.csv"], folder);
    const [first] = json.forecast as { ds: string; lstm: number }[];
    expect(first!.ds).toBe("04/13/2022");
    expect(first!.lstm).toBeGreaterThan(1000);
  });

  test("refuses newer data without the column that the model reads", async () => {
    put(folder, "other.csv", monthly(132).replace("ds,y", "ds,yy"));
    const { error } = await gatecastJson(["forecast", "run/model.safetensors", "--data", "other.csv"], folder, 3);
    expect(error).toMatchObject({ kind: "data", column: "y", file: "other.csv", hint: 'Did you mean "yy"?' });
  });
});

describe("evaluate", () => {
  test("scores a saved model on rows that it has not seen, beside the baselines", async () => {
    put(folder, "later.csv", monthly(140));
    const json = await gatecastJson(["evaluate", "run/model.safetensors", "later.csv"], folder);
    expect(json).toMatchObject({ command: "evaluate", target: "y", rows: { last: "2011-08" } });
    expect(json.scores.map(({ model }) => model)).toEqual([
      "lstm",
      "persistence",
      "seasonal_naive",
      "drift",
      "climatology",
      "ridge",
    ]);
  });

  test("scores the test part of the run as the run itself did", async () => {
    const json = await gatecastJson(["evaluate", "run/model.safetensors", "sales.csv"], folder);
    expect(json.scores).toEqual(document.scores);
    expect(json.verdict).toBe(document.verdict);
  });

  test("prints table and verdict in Chinese where asked to", async () => {
    const { stdout } = await gatecast(["evaluate", "run/model.safetensors", "sales.csv", "--lang", "zh"], folder);
    expect(stdout).toContain("季节朴素法");
    expect(stdout).toContain("评分所用的行从");
  });

  test("refuses rows that the model was fitted on", async () => {
    put(folder, "older.csv", monthly(60));
    const { error } = await gatecastJson(["evaluate", "run/model.safetensors", "older.csv"], folder, 3);
    expect(error).toMatchObject({ code: "nothing_to_score", file: "older.csv" });
  });
});

describe("the configuration", () => {
  test("that a run reports repeats it to the same weights", async () => {
    writeFileSync(join(folder, "again.json"), JSON.stringify(document.configuration));
    const again = await gatecastJson(
      ["fit", "sales.csv", "--config", "again.json", "--out", "again", "--quiet"],
      folder,
    );
    expect(again.weights_sha256).toBe(document.weights_sha256);
    expect(again.scores).toEqual(document.scores);
  });

  test("in YAML says what flags say, and flags win over it", async () => {
    put(
      folder,
      "small.yaml",
      "target: y\nhorizon: 6\nlookback: 12\nunits: [4]\nepochs: 3\nlinear_path: false\nseed: 9\ntime: ds\nlang: zh\nout: from-yaml\n",
    );
    const json = await gatecastJson(["fit", "sales.csv", "--config", "small.yaml", "--seed", "1", "--quiet"], folder);
    expect(json.weights_sha256).toBe(document.weights_sha256);
    expect(json.files.report).toBe(join(folder, "from-yaml", "report.html"));
    expect(json.verdict).toContain("网络（lstm）");
  });
});

describe("what a person sees", () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await gatecast(["fit", "sales.csv", ...SMALL.filter((word) => word !== "--quiet")], folder);
  });

  test("is the table, the verdict and the files on stdout, in a folder named after the data", () => {
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^model +RMSE/);
    for (const text of ["network (lstm)", "ridge", "Look-back 12, horizon 6"]) expect(ended.stdout).toContain(text);
    expect(ended.stdout.trimEnd().split("\n").at(-1)).toMatch(/^ {2}gatecast-sales.report\.html/);
  });

  test("is progress and choices on stderr", () => {
    expect(ended.stderr).toMatch(/^choosing preparation and look-back …$/m);
    expect(ended.stderr.indexOf("choosing")).toBeLessThan(ended.stderr.indexOf("training: epoch 0"));
    expect(ended.stderr).toContain("The training part repeats with period 12");
    expect(ended.stderr).toMatch(/training: epoch 3 of 3, loss \d/);
    // A log is no terminal: nothing is drawn over.
    expect(ended.stderr).not.toContain("\r");
  });
});
