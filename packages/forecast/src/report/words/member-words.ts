/** What a reader is told of a member of the family, in one language. */
export interface MemberWords {
  /** One line for a list. */
  readonly line: string;
  /** What it changes, and why. */
  readonly changes: string;
  /** When to use it, and when not. */
  readonly use: string;
}

/** Words around a member's description. */
export interface MemberLabels {
  readonly source: string;
  readonly weights: string;
  readonly multiplications: string;
  readonly functions: string;
  /** Facts: count, features, units. */
  readonly size: string;
  /** The count as a sum, behind it. Facts: formula. */
  readonly formula: string;
}
