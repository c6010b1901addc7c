import type { Failure } from "../failure.ts";
import type { Words } from "../words/catalogue.ts";

/** A failure for people: what happened, what was found and needed, what to do, and where. */
export function renderFailure(failure: Failure, words: Words): string {
  if (failure.kind === "interrupted") return renderInterruption(failure, words);
  if (failure.kind === "internal") return `gatecast: ${failure.message.split("\n")[0]}\n${words.failure.ours}\n`;
  const { found, needed, hint } = failure.details;
  const facts: readonly (readonly [string, string | number | undefined])[] = [
    [words.failure.found, found],
    [words.failure.needed, needed],
    [words.failure.where, placeOf(failure, words)],
    [words.failure.hint, hint],
  ];
  const lines = facts.flatMap(([label, fact]) => (fact === undefined || fact === "" ? [] : [`  ${label}: ${fact}`]));
  return `${[`gatecast: ${failure.message}`, ...lines].join("\n")}\n`;
}

/** The same as the one document of `--json`: `error`, with its facts beside its code. */
export function failureDocument({ kind, code, message, details }: Failure): object {
  return { error: { code, message, kind, ...details } };
}

function placeOf({ details }: Failure, words: Words): string {
  const { file, row, column, option } = details;
  return [
    file,
    row === undefined ? undefined : words.failure.row(row),
    column === undefined ? undefined : words.failure.column(String(column)),
    option,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

function renderInterruption({ details }: Failure, words: Words): string {
  const { checkpoint, resume, saved = checkpoint } = details;
  const lines = [words.interrupted];
  if (saved !== undefined) lines.push(words.saved(String(saved)));
  if (resume !== undefined) lines.push(words.resume(String(resume)));
  if (saved === undefined) lines.push(words.nothingSaved);
  return `${lines.join("\n")}\n`;
}
