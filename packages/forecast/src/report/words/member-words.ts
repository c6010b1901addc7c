/** What a reader is told of a member of the family, in one language. */
export interface MemberWords {
  /** One line for a list. */
  readonly line: string;
  /** What it changes, and why. */
  readonly changes: string;
  /** When to use it, and when not. */
  readonly use: string;
  /** Where its equations come from, where that is said in words; the member's own source otherwise. */
  readonly source?: string;
}

/** Words around a member's description. */
export interface MemberLabels {
  readonly use: string;
  /** Before the signs that equations are written with. */
  readonly where: string;
  readonly signs: Readonly<
    Record<
      | "row"
      | "input"
      | "memory"
      | "context"
      | "before"
      | "learnt"
      | "sum"
      | "sigmoid"
      | "unitwise"
      | "mean"
      | "either"
      | "stop"
      | "part",
      string
    >
  >;
  /** Of H numbers each, learnt and not. Facts: names. */
  readonly vectors: string;
  readonly fixed: string;
  readonly betweenSigns: string;
  readonly endOfSigns: string;
  readonly source: string;
  /** Before the page that has more. */
  readonly page: string;
  /** Before the options that put something around a cell, before how that is written of one cell, and before the layers that it is shown with. */
  readonly option: string;
  readonly compared: string;
  readonly shown: string;
  readonly weights: string;
  readonly multiplications: string;
  readonly functions: string;
  /** Facts: count, features, units. */
  readonly size: string;
  /** The count as a sum, behind it. Facts: formula. */
  readonly formula: string;
}
