import { CommanderError } from "commander";
import { Interrupted } from "./adapters/interruption.ts";

/** Who is at fault; each has an exit code of its own. */
export type FailureKind = "internal" | "usage" | "data" | "model" | "interrupted";

/** A failure as data: printed for people on stderr, or as the one JSON document of `--json`. */
export interface Failure {
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
  /** `found`, `needed`, `hint`, `file`, `row`, `column`, `option`, and what an interruption saved. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** Exit codes as `--help` lists them. */
export const EXIT_CODES: Readonly<Record<FailureKind, number>> = {
  internal: 1,
  usage: 2,
  data: 3,
  model: 4,
  interrupted: 130,
};

/** Any thrown thing as a failure; what nobody foresaw is a defect of ours. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Interrupted) {
    return { kind: "interrupted", code: "interrupted", message: error.message, details: error.details };
  }
  if (error instanceof CommanderError) return commandLineFailure(error);
  if (isProblem(error)) {
    return { kind: error.kind, code: error.code, message: error.message, details: error.details };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "internal", code: "internal", message, details: {} };
}

/** The library's `Problem` by its shape: its class would load the whole library for every wrong option. */
function isProblem(error: unknown): error is Error & Pick<Failure, "kind" | "code" | "details"> {
  return error instanceof Error && error.name === "Problem" && "kind" in error && "code" in error && "details" in error;
}

const COMMANDER_CODES: Readonly<Record<string, string>> = {
  "commander.unknownOption": "option_unknown",
  "commander.unknownCommand": "command_unknown",
  "commander.missingArgument": "argument_missing",
  "commander.optionMissingArgument": "option_value_missing",
  "commander.excessArguments": "argument_excess",
  "commander.invalidArgument": "option_invalid",
  "commander.conflictingOption": "option_conflict",
};

/** `error: unknown option '--horzon'\n(Did you mean --horizon?)` with its parts in their places. */
function commandLineFailure(error: CommanderError): Failure {
  const [first = "", ...rest] = error.message.split("\n");
  const text = first.replace(/^error: /, "");
  const hint = rest.join(" ").replace(/^\((.*)\)$/, "$1");
  const option = /'(?:-\w, )?(--[\w-]+)/.exec(text)?.[1];
  return {
    kind: "usage",
    code: COMMANDER_CODES[error.code] ?? "usage",
    message: `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`,
    details: {
      hint: hint === "" ? "See gatecast --help, or --help behind a command." : hint,
      ...(option === undefined ? {} : { option }),
    },
  };
}
