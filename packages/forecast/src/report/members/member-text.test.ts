import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { displayWidth } from "../display-width.ts";
import { memberCard } from "./member-card.ts";
import { renderMemberText } from "./member-text.ts";
import { wrapEquation } from "./wrap-equation.ts";

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
    for (const member of Object.values(FAMILY)) {
      const card = await memberCard(member, { lang });
      const text = renderMemberText(card, { lang, width: 80 });
      const lines = text.split("\n");
      const plain = text.replace(/\s+/g, "");
      for (const line of lines) expect(displayWidth(line), `${member.name}: ${line}`).toBeLessThanOrEqual(80);
      for (const line of card.formula) expect(plain, member.name).toContain(line.replace(/\s+/g, ""));
      expect(text.includes("⊙,") || text.includes("⊙ 为"), member.name).toBe(card.formula.join().includes("⊙"));
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
  expect(text).toContain("When to use it: Very long lags.");
  expect(text).toMatch(/a step: 0 for F = 4 columns and H = 32 units$/m);
});
