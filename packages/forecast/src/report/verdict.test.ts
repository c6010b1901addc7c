import { expect, test } from "vitest";
import type { Outcome } from "../contracts/index.ts";
import { outcomeFixture } from "./outcome.fixture.ts";
import { verdictSentence } from "./verdict.ts";

const base = outcomeFixture();
const zeros = { rmse: 0, mae: 0, bias: 0, mape: 0, smape: 0, mase: 0, r2: 0, mda: 0, perStep: [] };
const outcome = (verdict: Outcome["verdict"], network: number, ridge: number): Outcome => ({
  ...base,
  verdict,
  scores: [
    { ...zeros, model: "lstm", rmse: network },
    { ...zeros, model: "ridge", rmse: ridge },
  ],
  bestBaseline: "ridge",
  skill: 1 - network / ridge,
});

test("A winning network is named with its error, its lead over the best baseline and what it was scored on", () => {
  const wins = outcome("network_wins", 13.1, 16.6);
  expect(verdictSentence(wins, "en")).toBe(
    "The network (lstm) beats every baseline: RMSE 13.10, 21 % below the best of them, ridge (16.60), over 25 windows of 12 steps.",
  );
  expect(verdictSentence(wins, "zh")).toBe(
    "网络（lstm）胜过所有基线：RMSE 为 13.10，比其中最好的岭回归（16.60）低 21 %，基于 25 个窗口、每个 12 步。",
  );
});

test("A tie is called level, and the simpler model is recommended", () => {
  const ties = outcome("network_ties", 13.1, 13.15);
  expect(verdictSentence(ties, "en")).toMatch(
    /^The network \(lstm\) and the best baseline, ridge, are level: RMSE 13\.10 against 13\.15/,
  );
  expect(verdictSentence(ties, "zh")).toContain("不相上下：RMSE 为 13.10 对 13.15");
});

test("A better baseline is recommended instead of the network, with how much worse the network is", () => {
  const loses = outcome("baseline_wins", 20, 16);
  expect(verdictSentence(loses, "en")).toBe(
    "A simple rule is better here: ridge has RMSE 16.00; the network (lstm) has 20.00, 25 % more, over 25 windows of 12 steps. " +
      "Use ridge, or give the network more data, more inputs or a longer look-back.",
  );
  expect(verdictSentence(loses, "zh")).toContain("岭回归的 RMSE 为 16.00；网络（lstm）为 20.00，高出 25 %");
});

test("Where nothing was scored, the sentence claims nothing and says what to do", () => {
  const none: Outcome = { ...outcome("not_scored", Number.NaN, Number.NaN), scores: [], test: [] };
  expect(verdictSentence(none, "en")).toMatch(/^Nothing was scored: .* shorter horizon/);
  expect(verdictSentence(none, "zh")).toMatch(/^没有可评分的内容/);
});

test("A baseline without any error gives no percentage", () => {
  const perfect = outcome("baseline_wins", 2, 0);
  expect(verdictSentence(perfect, "en")).toContain("ridge has RMSE 0; the network (lstm) has 2.000, over");
  expect(verdictSentence(perfect, "en")).not.toMatch(/NaN|Infinity|%/);
});

test("A network that repeats the last known value is found out", () => {
  const persistence = base.test.find(({ model }) => model === "persistence")!;
  const copied = base.test.map((forecast) =>
    forecast.model === "lstm" ? { ...persistence, model: "lstm" } : forecast,
  );
  expect(verdictSentence({ ...base, test: copied }, "en")).toContain(
    "Beware: its forecasts hardly differ from the last known value",
  );
  expect(verdictSentence({ ...base, test: copied }, "zh")).toContain("照抄");
  expect(verdictSentence(base, "en")).not.toContain("Beware");
});
