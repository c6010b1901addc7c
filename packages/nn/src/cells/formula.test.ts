import { formula } from "@gatecast/engine";
import { expect, test } from "vitest";
import { gru, gruResetBefore, lstm } from "./index.ts";

test("the LSTM prints as the equations of a textbook", () => {
  expect(formula(lstm)).toEqual([
    "ĩ = xₜ·W_i + hₜ₋₁·U_i + b_i",
    "f̃ = xₜ·W_f + hₜ₋₁·U_f + b_f",
    "g̃ = xₜ·W_g + hₜ₋₁·U_g + b_g",
    "õ = xₜ·W_o + hₜ₋₁·U_o + b_o",
    "cₜ = σ(f̃) ⊙ cₜ₋₁ + σ(ĩ) ⊙ tanh(g̃)",
    "hₜ = σ(õ) ⊙ tanh(cₜ)",
  ]);
});

test("the GRU prints its reset after the product, and the other one before it", () => {
  expect(formula(gru)).toEqual([
    "ñ = xₜ·W_n + b_n",
    "r̃ = xₜ·W_r + hₜ₋₁·U_r + b_r",
    "z̃ = xₜ·W_z + hₜ₋₁·U_z + b_z",
    "m̃ = hₜ₋₁·U_m + b_m",
    "hₜ = (1 − σ(z̃)) ⊙ tanh(ñ + σ(r̃) ⊙ m̃) + σ(z̃) ⊙ hₜ₋₁",
  ]);
  expect(formula(gruResetBefore)).toEqual([
    "r̃ = xₜ·W_r + hₜ₋₁·U_r + b_r",
    "z̃ = xₜ·W_z + hₜ₋₁·U_z + b_z",
    "reset = σ(r̃) ⊙ hₜ₋₁",
    "ñ = xₜ·W_n + reset·U_n + b_n",
    "hₜ = (1 − σ(z̃)) ⊙ tanh(ñ) + σ(z̃) ⊙ hₜ₋₁",
  ]);
});
