// Which tasks a member of the family is held to besides those that all are: the tasks that its paper was written for.

/** Every member learns these in the full study. */
export const COMMON = ["adding-50", "parity-40", "latch"];

/** Members that learn every task, so that the others' results have something to stand beside. */
export const REFERENCES = ["rnn", "lstm", "gru"];

/**
 * `quick`: tasks of `npm test`, with updates that are half as many again or more than any of four seeds took when it was
 * written. `tasks`: of the full study, besides the common ones. `depth`: layers, where the paper means more than one.
 * `common`: of the common tasks those that it can be asked for: what looks at the whole window is not asked step by step.
 */
const DEFAULT = { quick: { "adding-30": 900, reber: 1000 }, tasks: [], depth: 1, common: COMMON };

const OWNERS = {
  lstm: { quick: { ...DEFAULT.quick, "parity-40": 400, "temporal-order-20": 300 } },
  gru: { quick: { "adding-30": 900, "temporal-order-20": 300 } },
  rnn: { quick: { latch: 300, "parity-40": 800 } },
  "gru-reset-before": { tasks: ["adding-100"] },
  peephole: { quick: { ...DEFAULT.quick, "spike-delay-10": 500 }, tasks: ["spike-delay-30", "anbn"] },
  coupled: { tasks: ["adding-100"] },
  "lstm-linear-output": { tasks: ["anbn"] },
  "layer-norm": { quick: { reber: 500 }, tasks: ["temporal-order-50"] },
  "depth-gated": { quick: { reber: 500 }, tasks: ["adding-100"], depth: 2 },
  residual: { quick: { "adding-30": 700 }, tasks: ["adding-100"], depth: 2 },
  mogrifier: { quick: { "adding-30": 500, "temporal-order-20": 300 }, tasks: ["reber"] },
  "context-aware": { quick: { "adding-30": 900, "channels-4": 500 }, tasks: ["reber", "channels-4"] },
  "hierarchical-multiscale": {
    quick: { "parity-40": 400, latch: 300, "time-lag-20": 300 },
    tasks: ["reber", "words-80"],
  },
  slstm: { quick: { "adding-30": 500, "parity-40": 300 }, tasks: ["reber"] },
  "min-lstm": { quick: { "adding-30": 500 }, tasks: ["selective-copy-24"], depth: 2 },
  "min-gru": { quick: { "adding-30": 700 }, tasks: ["selective-copy-24"], depth: 2 },
  qrnn: { quick: { "adding-30": 700 }, tasks: ["selective-copy-24"], depth: 2 },
  sru: { quick: { "adding-30": 500 }, tasks: ["selective-copy-24"], depth: 2 },
  "ind-rnn": { quick: { "adding-30": 1800 }, tasks: ["adding-100"], depth: 2 },
  clockwork: { quick: { latch: 900, "waveform-320": 400 }, tasks: ["waveform-320"] },
  lmu: { quick: { "delay-12": 300, "waveform-320": 600 }, tasks: ["delay-24", "waveform-320"] },
  tcn: {
    quick: { "adding-30": 600, "time-lag-20": 200 },
    tasks: ["adding-100", "time-lag-100"],
    common: ["adding-50"],
  },
  attention: { quick: { "adding-30": 700 }, tasks: ["reverse-10"], common: ["adding-50"] },
  "attention-multiplicative": { quick: { "adding-30": 700 }, tasks: ["reverse-10"], common: ["adding-50"] },
  "attention-gru": { quick: { "adding-30": 500 }, tasks: ["reverse-10"], common: ["adding-50"] },
  // The numbers of the adding problem would be the target's own past, and their marks the only driver.
  "da-rnn": { quick: { "reverse-10": 600 }, tasks: ["drivers-6", "reverse-10"], common: [] },
  "bert-lstm": { quick: { "adding-30": 600 }, tasks: ["imputation"], common: ["adding-50"] },
  ntm: { quick: { reber: 300, "copy-6x8": 1200 }, tasks: ["copy-6x8"] },
  "t-gcn": { quick: { "adding-30": 600, "relay-8": 700 }, tasks: ["reber", "relay-8"] },
  // Of the adding problem two of four seeds do not get through at the quick rate: the memory's map is learnt too.
  "gc-lstm": { quick: { reber: 450, "parity-40": 300, "relay-8": 700 }, tasks: ["reber", "relay-8"] },
  hierarchical: { quick: { "time-lag-20": 200 }, tasks: ["time-lag-100"], common: ["adding-50"] },
  segrnn: { quick: { "reverse-10": 800 }, tasks: ["reverse-10", "time-lag-100"], common: ["adding-50"] },
  multiscale: { quick: { "adding-30": 900, "scales-128": 750 }, tasks: ["scales-128"] },
  "patched-slstm": { quick: { "reverse-10": 300 }, tasks: ["reverse-10", "time-lag-100"], common: ["adding-50"] },
  mlstm: { quick: { reber: 400 }, tasks: ["selective-copy-24"] },
  s4: { quick: { "delay-12": 400, "temporal-order-20": 300 }, tasks: ["delay-24", "time-lag-100"] },
  s4d: { quick: { "delay-12": 400, "temporal-order-20": 400 }, tasks: ["delay-24", "time-lag-100"] },
};

/**
 * Members that parity is beyond. A flip needs a state that each −1 turns over and each +1 leaves alone. Where gates are positive and see
 * no state, or that of their own unit alone (SRU), or where the recurrence is linear and the same for all rows (S4D), a long run of −1
 * brings every state to rest. An IndRNN's unit turns over with every row or with none: the sign of its weight is the same for all. S4,
 * which is of S4D's kind, is left out for the time that it takes.
 */
export const BEYOND_PARITY = ["min-lstm", "min-gru", "qrnn", "sru", "ind-rnn", "mlstm", "s4d"];

/** What a member is held to. */
export const ownedBy = (name) => ({ ...DEFAULT, ...OWNERS[name] });

/** Whether quick tasks were chosen for it. */
export const isOwner = (name) => Object.hasOwn(OWNERS, name);

/** Tasks of the full study for a member, in the order of `all`. */
export function tasksOf(name, all) {
  const { common, tasks } = ownedBy(name);
  const some = REFERENCES.includes(name) ? all : [...common, ...tasks];
  return all.filter((task) => some.includes(task));
}
