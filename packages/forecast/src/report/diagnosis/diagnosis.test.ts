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
  const chinese = renderDiagnosisText(passengers, { lang: "zh", width: 80 });
  expect(chinese).toContain("序列每 12 行重复一次");
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

test("A statistic without an answer says why, and there is still a page with pictures", () => {
  const constant = subject(new Float64Array(30).fill(5));
  expect(renderDiagnosisText(constant, { lang: "en" })).toContain("Ljung–Box: no answer, the readings never change.");
  // Nothing was found out about a level that no test could judge.
  expect(renderDiagnosisText(constant, { lang: "en" })).not.toMatch(/the level (moves|wanders|stays:)/);
  expect(renderDiagnosisText(constant, { lang: "zh" })).not.toContain("水平在变动");
  expectSafePage(renderDiagnosisPage(constant, { lang: "en" }));
  for (const picture of diagnosisPictures(constant, { lang: "zh" })) {
    expect(renderPicture(picture)).toMatch(/^<svg [\s\S]*<\/svg>$/);
  }
  expectSafePage(renderDiagnosisPage(subject(Float64Array.of(1)), { lang: "zh" }));
});

test("The page is safe whatever the column is called, and shows series, correlations, parts and distribution", () => {
  const evil = subject(air.columns[0]!.values, EVIL);
  for (const lang of ["en", "zh"] as const) expectSafePage(renderDiagnosisPage(evil, { lang }));
  const pictures = diagnosisPictures(passengers, { lang: "en" });
  expect(pictures.map(({ name }) => name)).toEqual(["series", "correlations", "decomposition", "histogram"]);
  const parts = renderPicture(pictures[2]!);
  for (const heading of ["Observed", "Trend", "Season", "Remainder", "1950", "1960"]) expect(parts).toContain(heading);
});
