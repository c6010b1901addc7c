import { expect, test } from "vitest";
import type { Frame } from "../../contracts/index.ts";
import { airPassengers } from "../../data/index.ts";
import { diagnose } from "../../diagnose/index.ts";
import { displayWidth } from "../display-width.ts";
import { EVIL, expectSafePage } from "../page-rules.fixture.ts";
import { renderPicture } from "../picture.ts";
import type { DiagnosedSeries } from "./diagnosed-series.ts";
import { renderDiagnosisPage } from "./diagnosis-page.ts";
import { diagnosisPictures } from "./diagnosis-pictures.ts";
import { renderDiagnosisText } from "./diagnosis-text.ts";

function subject(values: Float64Array, name = "y"): DiagnosedSeries {
  const frame: Frame = {
    id: "series",
    timeName: "ds",
    time: { kind: "count", start: 1, length: values.length },
    columns: [{ name, values }],
  };
  return { diagnosis: diagnose(values, { axis: frame.time }), frame, column: name };
}

const air = airPassengers();
const column = air.columns[0]!.name;
const passengers = { frame: air, column, diagnosis: diagnose(air.columns[0]!.values, { axis: air.time }) };

test("The text says what each statistic means, then the tests in numbers that textbooks have", () => {
  const text = renderDiagnosisText(passengers, { lang: "en" });
  expect(text).toContain("Earlier readings tell about later ones (Ljung–Box over 24 lags, p < 0.001)");
  expect(text).toContain("It repeats every 12 rows");
  expect(text).toContain("the level wanders");
  // Statsmodels 0.14 on the same series: ADF 0.8154 with 13 lags, p 0.9919.
  expect(text).toMatch(/^augmented Dickey–Fuller +0\.8154 +0\.992 +13 +not rejected/m);
  expect(text).toMatch(/^KPSS +1\.651 +≤ 0\.01 +8 +rejected/m);
  expect(text).toMatch(/^- STL: the trend is strong \(1\.00 of 1\), the season strong \(0\.99 of 1\)\.$/m);
  expect(text).toMatch(
    /^- Classical \(multiplicative\): the trend is strong \(0\.99 of 1\), the season strong \(0\.93 of 1\)\.$/m,
  );
  const chinese = renderDiagnosisText(passengers, { lang: "zh", width: 80 });
  expect(chinese).toContain("序列每 12 行重复一次");
  expect(chinese).toContain("- STL：趋势强（1.00，满分 1）");
  expect(chinese).toContain("- 经典分解（乘法）：趋势强");
  for (const line of chinese.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(80);
});

test("A partial autocorrelation that stands out is told with its size and the band: significant is not large", () => {
  // Box and Jenkins give 0.948 for the autocorrelation at lag 1; with n − 1 terms in its mean it is 0.948 · 144 / 143. The band is 1.96 / √144.
  const say = (lang: "en" | "zh") => renderDiagnosisText(passengers, { lang, width: 500 });
  expect(say("en")).toMatch(
    /at these lags: 1, .*largest: 0\.954\d at lag 1; in 144 rows anything beyond ± 0\.163\d does/,
  );
  expect(say("en")).toContain("Significant is not large");
  expect(say("zh")).toMatch(/最大为滞后 1 处的 0\.954.*显著不等于大/);
});

test("Noise is called noise, and a gap is told", () => {
  let state = 7;
  const noise = Float64Array.from({ length: 300 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
  noise[100] = Number.NaN;
  const text = renderDiagnosisText(subject(noise), { lang: "en" });
  expect(text).toContain("No dependence on earlier readings was found");
  expect(text).toContain("No season was found.");
  expect(text).toContain("the level stays");
  expect(text).toContain("for the tests that need a complete series: 1.");
});

test("Of readings that never change nothing is said but that, and there is still a page with pictures", () => {
  const constant = subject(new Float64Array(30).fill(5).fill(Number.NaN, 8, 10));
  const bullets = (lang: "en" | "zh") =>
    renderDiagnosisText(constant, { lang })
      .split("\n")
      .filter((line) => line.startsWith("- "));
  expect(bullets("en")).toEqual([
    "- Nothing varies: all readings are the same, and there is nothing to test.",
    expect.stringMatching(/bridged .*: 2\.$/),
  ]);
  expect(bullets("zh")).toEqual(["- 没有任何变化：所有读数都相同，没有可检验之处。", expect.stringContaining("2 个")]);
  expect(renderDiagnosisText(constant, { lang: "en" })).toMatch(/^KPSS .*the readings never change$/m);
  expectSafePage(renderDiagnosisPage(constant, { lang: "en" }));
  for (const picture of diagnosisPictures(constant, { lang: "zh" })) {
    expect(renderPicture(picture)).toMatch(/^<svg [\s\S]*<\/svg>$/);
  }
});

test("A statistic without an answer says why", () => {
  const one = subject(Float64Array.of(1));
  expect(renderDiagnosisText(one, { lang: "en" })).toContain("Ljung–Box: no answer, too few readings.");
  // Nothing was found out about a level that no test could judge.
  expect(renderDiagnosisText(one, { lang: "en" })).not.toMatch(/the level (moves|wanders|stays:)/);
  expect(renderDiagnosisText(one, { lang: "zh" })).not.toContain("水平在变动");
  expectSafePage(renderDiagnosisPage(one, { lang: "zh" }));
});

test("The page is safe whatever the column is called, and shows series, correlations, parts and distribution", () => {
  const evil = subject(air.columns[0]!.values, EVIL);
  for (const lang of ["en", "zh"] as const) expectSafePage(renderDiagnosisPage(evil, { lang }));
  const pictures = diagnosisPictures(passengers, { lang: "en" });
  expect(pictures.map(({ name }) => name)).toEqual([
    "series",
    "correlations",
    "decomposition",
    "classical-decomposition",
    "histogram",
  ]);
  for (const [index, title] of [
    [2, "STL: trend, season and remainder"],
    [3, "Classical decomposition (multiplicative)"],
  ] as const) {
    const parts = renderPicture(pictures[index]!);
    for (const text of [title, "Observed", "Trend", "Season", "Remainder", "1950", "1960"])
      expect(parts).toContain(text);
  }
});

test("Of the sum and the product the one that comes closer is shown, by its name, and neither without a season", () => {
  const { values } = air.columns[0]!;
  const titles = (one: DiagnosedSeries, lang: "en" | "zh") =>
    diagnosisPictures(one, { lang }).map(({ title }) => title);
  // Below 0 nothing multiplies.
  const below = {
    ...passengers,
    diagnosis: diagnose(
      values.map((value) => value - 700),
      { axis: air.time },
    ),
  };
  expect(titles(passengers, "zh")).toContain("经典分解（乘法）");
  expect(titles(below, "zh")).toContain("经典分解（加法）");
  expect(titles(below, "en")).toContain("Classical decomposition (additive)");
  const without = { ...passengers, diagnosis: diagnose(values, { axis: air.time, season: 1 }) };
  expect(titles(without, "en").join()).not.toMatch(/STL|Classical/);
});
