/** A part of a network that the other format has no words for: `part` names it. */
export class NotExpressible extends Error {
  override readonly name = "NotExpressible";
  /** `cell "conv-lstm"`, `layer "attention"`. */
  readonly part: string;

  constructor(part: string, format: string) {
    super(`${format} cannot express the ${part}`);
    this.part = part;
  }
}
