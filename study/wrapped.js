// Cells with something around them, on tasks that it is for, beside the same cells without it.
import { FAMILY } from "@gatecast/nn";

/**
 * Layers, and what `--dilations`, `--bidirectional` and `--residual` say of them; the label is what the table and the pages call
 * it.
 */
const around = (cell, { depth = 1, dilations, directions = 1, residual } = {}) => {
  const options = [
    ...(dilations === undefined ? [] : [`--dilations ${dilations.join(",")}`]),
    ...(directions === 2 ? ["--bidirectional"] : []),
    ...(residual === true ? ["--residual"] : []),
  ];
  const label = [depth === 1 ? cell : `${cell} × ${depth}`, ...options].join(" ");
  return { member: { ...FAMILY[cell], name: label, around: { dilations, directions, residual } }, depth };
};

/** Of four layers the first sees every step, the next every fourth, and so on. */
const DILATIONS = [1, 4, 16, 64];

/** Layers of a deep stack, through which an error has a long way down. */
const DEEP = 5;

/**
 * Members with their layers, task by task: with and without what is around them. Four plain layers of GRUs over 300 steps take minutes a
 * run, and are left out.
 */
export const WRAPPED = {
  "time-lag-300": [
    around("lstm"),
    around("lstm", { depth: 4 }),
    around("lstm", { depth: 4, dilations: DILATIONS }),
    around("gru", { depth: 4, dilations: DILATIONS }),
  ],
  "season-48": ["lstm", "gru"].flatMap((cell) => [around(cell), around(cell, { dilations: [48] })]),
  imputation: ["lstm", "gru"].flatMap((cell) => [around(cell), around(cell, { directions: 2 })]),
  "adding-50": [
    around("lstm", { depth: DEEP }),
    around("lstm", { depth: DEEP, residual: true }),
    ...["depth-gated", "residual"].map((cell) => around(cell, { depth: DEEP })),
  ],
};

/** The same in short, for tests: updates are half as many again or more than any of four seeds took when it was written. */
export const QUICK = [
  { task: "time-lag-100", updates: 250, ...around("lstm", { depth: 3, dilations: [1, 4, 16] }) },
  { task: "season-48", updates: 150, ...around("lstm", { dilations: [48] }) },
];
