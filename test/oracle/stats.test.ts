import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { goldenFile, NO_GOLDEN } from "../support/golden.ts";
import { ROOT, runScript } from "../support/run-script.ts";

/** A series of the file: numbers, lists and rows under many names. */
type Recorded = Record<string, unknown>;

const folder = mkdtempSync(join(tmpdir(), "gatecast-stats-"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = goldenFile("stats.json");
const torch = goldenFile("torch.json");
const golden = path === null ? test.skip : test;
const oracle = (...files: string[]) => runScript(join(ROOT, "scripts/oracle.js"), files);
const lines = (text: string, part: string) => text.split("\n").filter((line) => line.includes(part));

function written(name: string, series: readonly unknown[]): string {
  const target = join(folder, name);
  writeFileSync(target, JSON.stringify({ format: "gatecast-oracle", version: 1, producer: "changed", series }));
  return target;
}

const airline = (): Recorded =>
  (JSON.parse(readFileSync(path!, "utf8")) as { readonly series: readonly Recorded[] }).series[0]!;

/** The first series with the number at a path such as `adf.2.critical.5%` made 1 % larger. */
function changed(place: string, index: number): string {
  const series = airline();
  const steps = place.split(" ");
  const last = steps.pop()!;
  const holder = steps.reduce((inner, step) => inner[step] as Recorded, series);
  const number = holder[last] as number;
  holder[last] = Number.isInteger(number) ? number + 1 : number * 1.01;
  return written(`${index}.json`, [series]);
}

/** Places in the file, and the line of the table that must find a change there. */
const PLACES = [
  ["n", "number of values"],
  ["quartiles 1", "quartiles"],
  ["iqrBounds 0", "IQR bounds"],
  ["mode", "mode"],
  ["acf 7", "autocorrelation"],
  ["pacfYwAdjusted 13", "partial, Yule-Walker"],
  ["pacfOls 11", "partial, regression"],
  ["adf 1 statistic", "Dickey-Fuller"],
  ["adf 3 pvalue", "Dickey-Fuller p-value"],
  ["adf 4 usedLag", "Dickey-Fuller lags"],
  ["adf 0 observations", "Dickey-Fuller rows"],
  ["adf 2 critical 5%", "Dickey-Fuller critical"],
  ["kpss 1 statistic", "KPSS"],
  ["kpss 0 pvalue", "KPSS p-value"],
  ["kpss 2 usedLag", "KPSS lags"],
  ["kpss 0 critical 2.5%", "KPSS critical"],
  ["ljungBox 2 statistic", "Ljung-Box"],
  ["ljungBox 3 pvalue", "Ljung-Box p-value"],
  ["scalersFitOnFirst80Percent robust 20", "scalers"],
  ["metrics rmse", "error metrics"],
  ["metrics mape", "error metrics"],
  ["sesAlpha0.3Fitted 4", "simple smoothing"],
  ["sesAlpha0.3Forecast", "simple smoothing"],
  ["holtAlpha0.3Beta0.1Forecast 5", "Holt"],
  ["holtWintersAdditiveForecast(0.3,0.1,0.2) 11", "Holt-Winters"],
  ["stl trendLast5 0", "STL"],
  ["stl residLast5 2", "STL"],
  ["classicalSeasonal seasonal 3", "classical season"],
] as const;

golden(
  `every number of the statistical software is met, beside PyTorch's in one call${path === null ? `: ${NO_GOLDEN}` : ""}`,
  async () => {
    const files = [path!, torch].filter((file) => file !== null);
    const { code, stdout } = await oracle(...files);
    expect(lines(stdout, "MISSES")).toEqual([]);
    for (const [, what] of PLACES) expect(lines(stdout, `  ${what}  `).join(), what).toMatch(/ ok$/);
    expect(lines(stdout, "not checked").map((line) => line.split(": ")[1])).toEqual(["metrics.pinball0.9"]);
    expect(stdout).toMatch(/\nall \d+ cases within tolerance\n$/);
    if (torch !== null) expect(stdout).toContain("adam");
    expect(code).toBe(0);
  },
);

golden("a number that was changed is found, wherever it stands, and named", async () => {
  const { code, stdout } = await oracle(...PLACES.map(([place], index) => changed(place, index)));
  const found = lines(stdout, "MISSES 1 (worst: airline").map((line) => line.trim().split(/ {2,}/)[0]);
  expect(found).toEqual(PLACES.map(([, what]) => what));
  expect(stdout).toContain("MISSES 1 (worst: airline, adf[2].critical.5%)");
  expect(stdout).toContain(`${PLACES.length} of `);
  expect(code).toBe(1);
});

golden("numbers that nothing computes are named, and a series of nothing else is refused", async () => {
  const more = await oracle(written("more.json", [{ ...airline(), theil: 3 }]));
  expect(more.stdout).toContain("not checked, since nothing of ours computes it: theil\n");
  expect(more.code).toBe(0);
  const none = await oracle(written("none.json", [{ name: "a", values: [1, 2], theil: 3 }]));
  expect(none.stderr).toContain("none.json: no number of its series is known here");
  expect(none.code).toBe(2);
});

test("a series that cannot be read is refused in one line that says where", async () => {
  const values = [1, 3, 2, 5, 4, 6];
  const cases = [
    [{ values: [1, null] }, '"values" is not a list of numbers'],
    [{ values, quartiles: [1] }, '"quartiles" holds 1 numbers; expected 2'],
    [{ values, adf: [{ autolag: "HQ" }] }, '"adf.0.autolag" is "HQ"; known: null, AIC, BIC'],
    [{ values, kpss: [{ nlags: "auto", regression: "ctt" }] }, '"kpss.0.regression" is "ctt"; known: c, ct'],
    [{ values, ljungBox: [{ lag: 99 }] }, "ljungBox[0]: no lag 99"],
  ] as const;
  for (const [series, message] of cases) {
    const { code, stdout, stderr } = await oracle(written("odd.json", [{ name: "odd", ...series }]));
    const [line, ...rest] = lines(stderr, "oracle: ");
    expect(line, message).toContain(`series "odd": ${message}`);
    expect([rest.length, code]).toEqual([0, 2]);
    expect(stdout, message).not.toContain("worst error");
  }
});
