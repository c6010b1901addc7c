import { FAMILY, WRAPPERS } from "@gatecast/nn";
import { expect, test } from "vitest";
import { displayWidth } from "../display-width.ts";
import { memberCard } from "./member-card.ts";
import { renderMemberText } from "./member-text.ts";
import { wrapEquation } from "./wrap-equation.ts";
import { wrapperCard } from "./wrapper-card.ts";

test("an equation that is too long goes on in the next line, broken at its outermost sum", () => {
  const text = "cₜ = σ(f + g) ⊙ cₜ₋₁ + σ(i + j) ⊙ tanh(k + l)";
  expect(wrapEquation(text, 80, "  ")).toEqual([`  ${text}`]);
  expect(wrapEquation(text, 36, "  ")).toEqual(["  cₜ = σ(f + g) ⊙ cₜ₋₁", "      + σ(i + j) ⊙ tanh(k + l)"]);
  expect(wrapEquation("a = b(cc + dd, ee ⊙ ff)", 18, "")).toEqual(["a = b(cc + dd,", "    ee ⊙ ff)"]);
  // What cannot be broken stands as it is.
  expect(wrapEquation("abcdefghij", 4, "")).toEqual(["abcdefghij"]);
});

test("no line is wider than the terminal, nothing of an equation is lost, and signs that occur are explained", async () => {
  for (const lang of ["en", "zh"] as const) {
    const cards = [
      ...Object.values(FAMILY).map((member) => memberCard(member, { lang })),
      ...Object.values(WRAPPERS).map((wrapper) => wrapperCard(wrapper, { lang })),
    ];
    for (const card of await Promise.all(cards)) {
      const text = renderMemberText(card, { lang, width: 80 });
      const lines = text.split("\n");
      const plain = text.replace(/\s+/g, "");
      for (const line of lines) expect(displayWidth(line), `${card.name}: ${line}`).toBeLessThanOrEqual(80);
      for (const line of card.formula) expect(plain, card.name).toContain(line.replace(/\s+/g, ""));
      expect(text.includes("⊙,") || text.includes("⊙ 为"), card.name).toBe(card.formula.join().includes("⊙"));
    }
  }
});

test("what a cell is given, and its vectors, are told what they are", async () => {
  const shown = async (name: string) =>
    renderMemberText(await memberCard(FAMILY[name]!, { lang: "en" }), { lang: "en", width: 900 });
  expect(await shown("peephole")).toContain("p_i, p_f, p_o, learnt for each unit");
  expect(await shown("clockwork")).toContain("period, given for each unit, not learnt");
  expect(await shown("depth-gated")).toContain("memoryₜ, the memory of the layer below");
  expect(await shown("lstm")).not.toMatch(/for each unit|memoryₜ/);
});

test("when to use a member is said as such, and a count of nothing is a number", async () => {
  const text = renderMemberText(await memberCard(FAMILY["ind-rnn"]!, { lang: "en" }), { lang: "en", width: 300 });
  expect(text).toContain("When to use it: Long lags: its paper");
  expect(text).toMatch(/a step: 0 for F = 4 columns and H = 32 units$/m);
});

test("what is put around a cell is shown with its option, the layers that are counted, and its own signs", async () => {
  const shown = async (name: string, lang: "en" | "zh") =>
    renderMemberText(await wrapperCard(WRAPPERS[name]!, { lang }), { lang, width: 300 });
  const dilated = await shown("dilated", "en");
  expect(dilated).toContain("Switched on by: --units 32,32,32 --dilations 1,2,4\n");
  expect(dilated).toContain("ₜ₋₄, as it was four steps before");
  expect(dilated).toContain("Sizes are those of: lstm × 3\nWeights: 21,376");
  expect(await shown("variational", "en")).toContain("mask is drawn once for each window");
  expect(await shown("sparse", "en")).toContain("M is 1 where a weight is left");
  expect(await shown("bidirectional", "zh")).toContain("开启方式：--bidirectional\n");
});
