/** What a reader is told of a member of the family, in one language. */
export interface MemberWords {
  /** One line for a list. */
  readonly line: string;
  /** What it changes, and why. */
  readonly changes: string;
  /** When to use it, and when not. */
  readonly use: string;
}
