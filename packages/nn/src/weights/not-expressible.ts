/** A part of a network that the other format has no words for: `part` names it. */
export class NotExpressible extends Error {
  override readonly name = "NotExpressible";
  /** `cell "conv-lstm"`, `layer "attention"`. */
  readonly part: string;
  /** What of a network asks for that part. */
  readonly setting: "cell" | "dilation" | "residual";

  constructor(part: string, format: string, setting: NotExpressible["setting"] = "cell") {
    super(`${format} cannot express the ${part}`);
    this.part = part;
    this.setting = setting;
  }
}
