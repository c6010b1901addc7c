/** What a person needs to know about a weights file that cannot be used. */
export interface WeightsErrorDetails {
  readonly found?: string;
  readonly needed?: string;
  readonly hint?: string;
}

/** What is wrong with a file of weights, in one line for people. */
export class WeightsError extends Error {
  override readonly name = "WeightsError";
  readonly details: WeightsErrorDetails;

  constructor(message: string, details: WeightsErrorDetails = {}) {
    super(message);
    this.details = details;
  }
}
