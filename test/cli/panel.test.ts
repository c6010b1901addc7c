import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { gatecast, gatecastJson, type Json, makeFolder, monthly, put, readCells, SMALL } from "./cli.ts";

const folder = makeFolder();

/** Shops of different size and length below each other, with a holiday in each: the first starts a year later. */
function shops(rows: number, ids = ["north", "south", "east"]): string {
  const lines = monthly(rows).trimEnd().split("\n").slice(1);
  return ids
    .flatMap((id, s) =>
      lines.slice(id === "north" ? 12 : 0).map((line) => {
        const [ds, y] = line.split(",") as [string, string];
        return `${id},${ds},${(Number(y) * 10 ** s + s).toFixed(3)}`;
      }),
    )
    .reduce((text, line) => `${text}${line}\n`, "unique_id,ds,y\n");
}

let document: Json;

beforeAll(async () => {
  put(folder, "shops.csv", shops(96));
  document = await gatecastJson(["fit", "shops.csv", ...SMALL, "--out", "run", "--charts", "svg"], folder);
});

describe("a file with several series", () => {
  test("is fitted with one model over all of them, in the document of a single series and what a panel adds", async () => {
    expect(document).toMatchObject({
      command: "fit",
      target: "y",
      unique_id: null,
      series: { given: 3, fitted: 3, scored: 3 },
      lookback: 12,
      horizon: 6,
      season: 12,
      rows: { train: 84 + 96 + 96 - 36, validation: 18, test: 18 },
      verdict: expect.stringContaining("3 series"),
      verdict_code: expect.stringMatching(/^(?:network_wins|network_ties|baseline_wins)$/),
      best_baseline_by_mase: expect.any(String),
      skill_by_mase: expect.any(Number),
      notes: expect.arrayContaining([expect.objectContaining({ code: "panel_preparation_chosen" })]),
    });
    put(folder, "one.csv", monthly(96));
    const single = await gatecastJson(["fit", "one.csv", ...SMALL, "--out", "one"], folder);
    expect(Object.keys(document)).toEqual(expect.arrayContaining(Object.keys(single)));
  });

  test("can be learnt from as a whole for one of them, which has a report, a configuration and a model of its own", async () => {
    const line = ["shops.csv", ...SMALL, "--series", "south"];
    const one = await gatecastJson(["fit", ...line, "--others", "--out", "among"], folder);
    const alone = await gatecastJson(["fit", ...line, "--out", "alone"], folder);
    expect(one).toMatchObject({ unique_id: "south", rows: alone.rows, lookback: 12, horizon: 6 });
    expect(Object.keys(one)).toEqual(Object.keys(alone));
    expect(one.notes).toContainEqual(expect.objectContaining({ code: "learnt_among", series: 3 }));
    expect(one.weights_sha256).not.toBe(alone.weights_sha256);
    expect(readCells(one.files.test_forecast!)).toHaveLength(readCells(alone.files.test_forecast!).length);
    // What the document holds repeats the run.
    put(folder, "again.json", JSON.stringify(one.configuration));
    const again = await gatecastJson(["fit", "shops.csv", "--config", "again.json", "--out", "again"], folder);
    expect(again.weights_sha256).toBe(one.weights_sha256);
    const { stdout } = await gatecast(["forecast", one.files.model!, "--data", "shops.csv"], folder);
    const beyond = readCells(one.files.forecast!).slice(1);
    expect(stdout.trimEnd().split("\n").slice(1)).toEqual(beyond.map(([id, ds, y]) => `${id},${ds},${y}`));
  });

  test("is not learnt from where no series is named, where there is none beside it, and by other commands", async () => {
    put(folder, "others.yaml", "table: { series: south, others: true }\n");
    put(folder, "alone.csv", shops(60, ["north"]));
    const fails = async (...line: string[]) => {
      const { code, stderr } = await gatecast(line, folder);
      return [code, stderr];
    };
    expect(await fails("fit", "shops.csv", ...SMALL, "--others")).toEqual([
      2,
      expect.stringContaining("none is named"),
    ]);
    const alone = await fails("fit", "alone.csv", ...SMALL, "--series", "north", "--others");
    expect(alone).toEqual([3, expect.stringContaining("no series beside")]);
    for (const command of ["tune", "compare"]) {
      const told = await fails(command, "shops.csv", "--target", "y", "--config", "others.yaml");
      expect(told).toEqual([2, expect.stringContaining("Only `gatecast fit`, and recipes, learn")]);
    }
    const unknown = await fails("fit", "shops.csv", ...SMALL, "--series", "west", "--others");
    expect(unknown).toEqual([3, expect.stringContaining('no series "west"')]);
  });

  test("writes the scores and the forecasts of every series", () => {
    const [head, ...rows] = readCells(document.files.forecast!);
    expect(head!.slice(0, 3)).toEqual(["unique_id", "ds", "lstm"]);
    expect(rows.map(([id]) => id)).toEqual(["north", "south", "east"].flatMap((id) => new Array(6).fill(id)));
    expect(rows[0]!.slice(0, 2)).toEqual(["north", "2008-01"]);
    expect(Number(rows[17]![2])).toBeGreaterThan(5000);
    const tested = readCells(document.files.test_forecast!);
    expect(tested[0]!.slice(0, 5)).toEqual(["unique_id", "ds", "cutoff", "y", "lstm"]);
    expect(tested).toHaveLength(1 + 3 * 6);
    const scores = readCells(document.files.series_scores!);
    expect(scores[0]).toEqual(["unique_id", "model", "windows", "rmse", "mae", "smape", "mase"]);
    expect(scores).toHaveLength(1 + 3 * document.scores.length);
    expect(readFileSync(document.files.report!, "utf8")).toContain("3 series");
    expect(document.files.charts).toHaveLength(6);
  });

  test("with a plan that ends where the target does is fitted and saved, without a forecast beyond the end", async () => {
    const planned = shops(60).replaceAll(
      /,([^,\n]*)$/gm,
      (_, last) => `,${last},${last === "y" ? "plan" : Math.round(Number(last)) % 7}`,
    );
    put(folder, "planned.csv", planned);
    const fitted = await gatecastJson(["fit", "planned.csv", ...SMALL, "--future", "plan", "--out", "planned"], folder);
    expect(fitted.notes).toContainEqual(expect.objectContaining({ code: "beyond_needs_future" }));
    expect(readCells(fitted.files.forecast!)).toEqual([["unique_id", "ds"]]);
    expect(readFileSync(fitted.files.report!, "utf8")).toContain("3 series");
    expect(existsSync(fitted.files.model!)).toBe(true);
    expect(readdirSync(join(folder, "planned"))).not.toContain("checkpoint.safetensors");
  });

  test("is forecast from the model alone, and from newer rows of some series and of another", async () => {
    const model = document.files.model!;
    const again = await gatecast(["forecast", model, "--out", "again.csv"], folder);
    expect(again.code, again.stderr).toBe(0);
    const fitted = readCells(document.files.forecast!).map((cells) => cells.slice(0, 3));
    expect(readCells(folder, "again.csv")).toEqual(fitted);
    put(folder, "newer.csv", shops(102, ["south", "west"]));
    const newer = await gatecastJson(["forecast", model, "--data", "newer.csv", "--horizon", "9"], folder);
    expect(newer).toMatchObject({
      command: "forecast",
      unique_id: null,
      horizon: 9,
      notes: expect.arrayContaining([expect.objectContaining({ code: "series_unseen", count: 1, first: "west" })]),
    });
    const rows = newer.forecast as { unique_id: string; ds: string; lstm: number }[];
    expect(rows.map(({ unique_id: id }) => id)).toEqual([...new Array(9).fill("south"), ...new Array(9).fill("west")]);
    expect(rows[0]!.ds).toBe("2008-07");
  });

  test("is scored on newer rows, and refused where there are none", async () => {
    put(folder, "newer.csv", shops(102, ["south", "east"]));
    const scored = await gatecastJson(["evaluate", document.files.model!, "newer.csv"], folder);
    expect(scored).toMatchObject({ command: "evaluate", series: { given: 2, scored: 2 }, verdict: expect.any(String) });
    expect(scored.scores.map(({ model }) => model)).toEqual(document.scores.map(({ model }) => model));
    const text = await gatecast(["evaluate", document.files.model!, "newer.csv", "--lang", "zh"], folder);
    expect(text.stdout).toContain("在 2 个序列上评分");
    put(folder, "older.csv", shops(60, ["south", "east"]));
    const { error } = await gatecastJson(["evaluate", document.files.model!, "older.csv"], folder, 3);
    expect(error).toMatchObject({ code: "nothing_to_score" });
  });

  test("is cleaned before it is fitted, and its model repeats that", async () => {
    put(
      folder,
      "holes.csv",
      shops(96)
        .replace(/^south,2003-04,.*\n/m, "")
        .replace(/^east,2005-07,.*$/m, "east,2005-07,-999"),
    );
    const gap = await gatecastJson(["fit", "holes.csv", ...SMALL, "--out", "gap"], folder, 3);
    expect(gap.error).toMatchObject({ code: "times_skip", message: expect.stringContaining('Series "south"') });
    put(folder, "clean.yaml", "table: { clean: [{ kind: missing, values: [-999] }, { kind: regular, by: mean }] }\n");
    const cleaned = await gatecastJson(
      ["fit", "holes.csv", ...SMALL, "--config", "clean.yaml", "--out", "gap"],
      folder,
    );
    expect(cleaned.notes).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: "targets_missing", count: 2 })]),
    );
    const newer = await gatecastJson(["forecast", cleaned.files.model!, "--data", "holes.csv"], folder);
    const beyond = readCells(cleaned.files.forecast!).slice(1);
    expect((newer.forecast as { lstm: number }[]).map(({ lstm }) => lstm)).toEqual(
      beyond.map((cells) => Number(cells[2])),
    );
  });

  test("gives one of its series where that is named", async () => {
    const single = await gatecastJson(["fit", "shops.csv", ...SMALL, "--series", "south", "--out", "south"], folder);
    expect(single).toMatchObject({ unique_id: "south", rows: { test: 19 } });
    expect(existsSync(single.files.model!)).toBe(true);
  });

  test("taught cleaning what one of its series needs, for newer rows of that one in a file of their own too", async () => {
    put(folder, "mean.yaml", "table: { series: south, clean: [{ kind: fill, by: mean }] }\n");
    const holes = (text: string) => text.replaceAll(/^((?:\w+,)?\d{4}-05,).*$/gm, "$1");
    put(folder, "holes.csv", holes(shops(96)));
    const fitted = await gatecastJson(["fit", "holes.csv", ...SMALL, "--config", "mean.yaml", "--out", "mean"], folder);
    const newer = holes(shops(120));
    const south = newer.split("\n").filter((line) => line.startsWith("south,"));
    put(folder, "south-alone.csv", ["ds,y", ...south.map((line) => line.slice("south,".length)), ""].join("\n"));
    put(folder, "south-newer.csv", newer);
    const scores = async (file: string) => {
      const { scores, notes } = await gatecastJson(["evaluate", fitted.files.model!, file], folder);
      expect(JSON.stringify(notes)).not.toContain("clean_impossible");
      return scores;
    };
    expect(await scores("south-alone.csv")).toEqual(await scores("south-newer.csv"));
  });

  test("prints a table and a verdict for people, in Chinese too", async () => {
    const { code, stdout, stderr } = await gatecast(
      ["fit", "shops.csv", ...SMALL, "--lang", "zh", "--out", "zh"],
      folder,
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("个序列上");
    expect(stdout).toContain("逐个序列的得分");
  });
});
