/**
 * What went wrong, as data: the command line prints it, a server serialises it, a page points at the row.
 * `usage` is a wrong option, `data` a fault of the file or its values, `model` a fault of the model file.
 */
export type ProblemKind = "usage" | "data" | "model";

/** The facts of a problem. Every field that is known is filled in; rows count from 1, as a text editor shows them. */
export interface ProblemDetails {
  /** What was found, in the reader's words: `"-3"`, `5 rows`, `a constant 7`. */
  readonly found?: string;
  /** What was needed instead. */
  readonly needed?: string;
  /** What to do now. */
  readonly hint?: string;
  readonly file?: string;
  /** Line of the file, from 1, the header included. */
  readonly row?: number;
  readonly column?: string;
  /** The option as typed: `--horizon`. */
  readonly option?: string;
}

/** Every failure that a user can cause or cure. Anything else that is thrown is a defect of ours. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly kind: ProblemKind;
  /** A stable, machine-readable name such as `target_missing`. */
  readonly code: string;
  readonly details: ProblemDetails;

  constructor(kind: ProblemKind, code: string, message: string, details: ProblemDetails = {}) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.details = details;
  }

  /** The same problem with more facts, for a caller who knows the file or the option. */
  with(details: ProblemDetails): Problem {
    return new Problem(this.kind, this.code, this.message, { ...details, ...this.details });
  }
}
