// Which tasks a member of the family is held to besides those that all are: the tasks that its paper was written for.

/** Every member learns these in the full study. */
export const COMMON = ["adding-50", "latch", "parity-40"];

/** Members that learn every task, so that the others' results have something to stand beside. */
export const REFERENCES = ["rnn", "lstm", "gru"];

/**
 * `quick`: tasks of `npm test`, with the updates within which each member solved them when it was written, and half as many
 * again or more. `tasks`: of the full study, besides the common ones. `depth`: layers, where one alone is not what the paper
 * means.
 */
const DEFAULT = { quick: { "adding-30": 700, reber: 1000 }, tasks: [], depth: 1 };

const OWNERS = {
  lstm: { quick: { ...DEFAULT.quick, "parity-40": 400, "temporal-order-20": 300 } },
  rnn: { quick: { latch: 300, "parity-40": 800 } },
  peephole: { quick: { ...DEFAULT.quick, "spike-delay-10": 500 }, tasks: ["spike-delay-30", "anbn"] },
  coupled: { tasks: ["adding-100"] },
  gru: { quick: { ...DEFAULT.quick, "temporal-order-20": 300 } },
  "gru-reset-before": { tasks: ["adding-100"] },
  "lstm-linear-output": { tasks: ["anbn"] },
};

/** What a member is held to. */
export const ownedBy = (name) => ({ ...DEFAULT, ...OWNERS[name] });

/** Tasks of the full study for a member, in the order of `all`. */
export function tasksOf(name, all) {
  const some = REFERENCES.includes(name) ? all : [...COMMON, ...ownedBy(name).tasks];
  return all.filter((task) => some.includes(task));
}
