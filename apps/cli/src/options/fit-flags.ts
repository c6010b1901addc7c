import { InvalidArgumentError } from "commander";

/**
 * One option of `fit`. The mapping is one rule: the flag `--learning-rate` is the key `learning_rate` of a configuration
 * file and of the library's `FitOptions`. `key` is written out only where that rule does not hold.
 */
export interface FitFlag {
  /** As commander takes it. */
  readonly flags: string;
  readonly help: string;
  /** Text to value; what is not understood stays text, for the library's schema to judge. Absent: a switch. */
  readonly parse?: (text: string) => unknown;
  /** The path of its key. */
  readonly key?: readonly string[];
  /** The library's default, as one would type it; a test holds it to the schema, which help does not load. */
  readonly usual?: string;
  /** What a switch means. */
  readonly value?: unknown;
}

/** A name or a path, as it was typed. */
export function text(value: string): string {
  return value;
}

/** `12`, `0.2` and `1e-3` are numbers; `1e999`, which is beyond them, stays as it was typed. */
export function numberOf(value: string): unknown {
  const isWritten = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value.trim());
  return isWritten && Number.isFinite(Number(value)) ? Number(value) : value;
}

/** `DEWP, TEMP` are two names. */
export function listOf(value: string): string[] {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** One of few words. */
export function oneOf(...choices: string[]): (value: string) => string {
  return (value) => {
    if (choices.includes(value)) return value;
    throw new InvalidArgumentError(`It must be one of ${choices.join(", ")}.`);
  };
}

const numbers = (value: string): unknown[] => listOf(value).map(numberOf);

/** Where results go: keys of a configuration file that are no `FitOptions`. */
export const COMMAND_FLAGS: readonly FitFlag[] = [
  { flags: "--out <folder>", help: "where the files go (default: gatecast-<name of the data>)", parse: text },
  { flags: "--lang <language>", help: "en or zh (default: zh in a Chinese locale, else en)", parse: text },
  {
    flags: "--threads <count>",
    help: "threads to train with; the weights are the same (default: what is faster, up to the machine's)",
    parse: numberOf,
  },
  {
    flags: "--fast-math",
    help: "fused multiply-add where Node has it: faster, not the same weights on every machine",
    value: true,
  },
  { flags: "--charts <formats>", help: "also write the report's charts as files: svg, png or svg,png", parse: listOf },
];

/** `FitOptions`, flag by flag. `schedule` and `preparation` have no flag: they stand in a configuration file. */
export const FIT_FLAGS: readonly FitFlag[] = [
  { flags: "--target <column>", help: "the column to forecast (required, here or in --config)", parse: text },
  { flags: "--past <columns>", help: "covariates known up to now, separated by commas", parse: listOf },
  { flags: "--future <columns>", help: "covariates known in advance, such as a plan", parse: listOf },
  {
    flags: "--calendar <features>",
    help: "of hour, weekday, month, day_of_year; or none (default: chosen on validation rows)",
    parse: (value) => (value === "none" ? [] : listOf(value)),
  },
  {
    flags: "--holidays <place>",
    help: "public holidays of a country, or of a country and state: CN, DE-BY (default: none)",
    parse: text,
  },
  { flags: "--season <rows>", help: "rows in a season, 1 for none (default: found by itself)", parse: numberOf },
  {
    flags: "--lookback <rows>",
    help: "rows to look back on, or several to choose from: 12,24 (default: two or three seasons)",
    parse: (value) => (value.includes(",") ? numbers(value) : numberOf(value)),
  },
  { flags: "--horizon <rows>", help: "rows ahead to forecast (default: one season)", parse: numberOf },
  { flags: "--beyond <rows>", help: "rows to forecast beyond the end (default: the horizon)", parse: numberOf },
  {
    flags: "--train <part>",
    help: "rows to train on: a fraction (0.7) or a count (840); default 64 %",
    parse: numberOf,
    key: ["split", "train"],
  },
  {
    flags: "--validation <part>",
    help: "rows after them, which choose the best epoch; default 16 % (demo: 24 months)",
    parse: numberOf,
    key: ["split", "validation"],
  },
  {
    flags: "--test <part>",
    help: "the last rows, which are only scored; default 20 %",
    parse: numberOf,
    key: ["split", "test"],
  },
  {
    flags: "--cell <name>",
    help: "a variant that `gatecast cells` lists, or a .js file with one of your own",
    parse: text,
    usual: "lstm",
  },
  {
    flags: "--graph <file>",
    help: "a CSV of edges between columns (from,to,weight, or a square of weights), for t-gcn and gc-lstm",
    parse: text,
  },
  { flags: "--units <sizes>", help: "hidden units of each recurrent layer: 50,50", parse: numbers, usual: "32" },
  {
    flags: "--dilations <steps>",
    help: "steps back to what each layer goes on from: 1,2,4",
    parse: numbers,
    usual: "",
  },
  { flags: "--residual", help: "add each recurrent layer's input to its output", value: true },
  { flags: "--dense <sizes>", help: "dense layers behind them: 25", parse: numbers, usual: "" },
  { flags: "--activation <name>", help: "of the dense layers", parse: text, usual: "relu" },
  { flags: "--bidirectional", help: "read each window from both ends", key: ["directions"], value: 2 },
  { flags: "--dropout <share>", help: "share of units left out while training", parse: numberOf, usual: "0" },
  {
    flags: "--variational <share>",
    help: "share of inputs and state that a window does without while training",
    parse: numberOf,
    usual: "0",
  },
  {
    flags: "--sparsity <share>",
    help: "share of recurrent weights that training prunes away",
    parse: numberOf,
    usual: "0",
  },
  {
    flags: "--no-linear-path",
    help: "leave out the linear map beside the network",
    key: ["linear_path"],
    value: false,
  },
  { flags: "--window-as <form>", help: "steps, or features: the window as one step", parse: text, usual: "steps" },
  { flags: "--loss <name>", help: "mse, mae or huber", parse: text, usual: "mse" },
  { flags: "--optimizer <name>", help: "adam, adamw, rmsprop or sgd", parse: text, usual: "adam" },
  { flags: "--learning-rate <rate>", help: "of the optimiser", parse: numberOf, usual: "0.001" },
  { flags: "--clip-norm <norm>", help: "largest norm of a gradient; 0: any", parse: numberOf, usual: "1" },
  { flags: "--epochs <count>", help: "passes over the training rows at most", parse: numberOf, usual: "100" },
  {
    flags: "--pretrain <epochs>",
    help: "epochs in which it first learns to fill in hidden steps, as BERT does",
    parse: numberOf,
    usual: "0",
  },
  { flags: "--batch <windows>", help: "windows in a training step (default: 32, fewer for few rows)", parse: numberOf },
  { flags: "--patience <epochs>", help: "epochs without improvement before it stops", parse: numberOf, usual: "10" },
  { flags: "--seed <number>", help: "the same seed gives the same weights, bit for bit", parse: numberOf, usual: "1" },
];

/** Where a flag's value goes: `--learning-rate <rate>` is `["learning_rate"]`. */
export function keyOf(flag: FitFlag): readonly string[] {
  return flag.key ?? [flagName(flag).replaceAll("-", "_")];
}

/** `learning-rate`. */
export function flagName(flag: FitFlag): string {
  return /^--([\w-]+)/.exec(flag.flags)?.[1] ?? "";
}
