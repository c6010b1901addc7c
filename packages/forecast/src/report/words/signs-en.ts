import type { SignWords } from "./sign-words.ts";

export const signsEn: SignWords = {
  given: "Some of U is given and not learnt.",
  past: "Shown for a window of 9 rows. x₋₁ is x one step before, 0 before the window.",
  chains: "ₜ₋₄, as it was four steps before: shown for a dilation of 4. The first four steps begin at 0.",
  mask: "mask is drawn once for each window, 0 or 1 / (1 − share) for each unit, and held at all of its steps; xₜ has been through a mask of its own.",
  pruned: "M is 1 where a weight is left and 0 where it was pruned.",
  any: "j is any step: a softmax is taken over all of them.",
  last: "T and K, as indices, are the last steps of the window and of the forecast.",
  output: "output is what the layer hands on.",
  column: "Column 1 is the target, in its own past.",
  cell: "lstm, gru and slstm are these cells, walking over all steps or, given states, taking one; states that nothing is said of begin at 0.",
  backward: "← reads from the last step to the first.",
  norm: "norm brings a row to mean 0 and variance 1.",
  groupNorm: "groupNorm brings each of four parts of a row to mean 0 and variance 1.",
  convolution: "∗ is a convolution, over time or around a ring of slots.",
  heads: "Each of several heads does this with columns of its own, d of them.",
  complex:
    "Lines with complex numbers hold for each channel by itself, with its own column of W and of u and its own value of v; i is the imaginary unit, conj the conjugate, Re the real part.",
  identity: "I is the identity matrix; [l = 0] is 1 where l = 0, else 0.",
  similarity: "cos is the cosine of the angle between two vectors, i any slot.",
  nodes:
    "nodes gives each column of the graph a row of its own, with all columns that are no nodes beside it; the target is node 1.",
  loops: "Â = D^(−½)·(A + I)·D^(−½), A being the graph's weights and D the row sums of A + I.",
  chebyshev:
    "T_k are Chebyshev's polynomials of L̃ = −D^(−½)·A·D^(−½), A being the graph's weights, the two of a pair by their mean, and D its row sums.",
  segment:
    "A segment is six neighbouring steps; the first one may be shorter. Levels are added until no more than six steps are left.",
  segments:
    "Shown for a window of 9 rows. segments of 3 are neighbouring steps side by side; in a window of T rows there are about √T of √T steps.",
  patches:
    "Shown for a window of 9 rows. Patches are neighbouring steps side by side that overlap by half; in a window of T rows they are about √T long.",
  means:
    "Shown for a window of 9 rows. means of 2 is a sequence of means of two neighbouring steps; there are scales 1, 2, 4, … as long as three steps are left.",
  held: "held is, at every step, what the last whole step of a coarser clock has left.",
};
