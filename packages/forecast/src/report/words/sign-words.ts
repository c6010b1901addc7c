/** A sentence on each sign in formulas that a reader may not know, in one language. */
export interface SignWords {
  /** Recurrent weights that are not learnt. */
  readonly given: string;
  readonly past: string;
  readonly chains: string;
  readonly mask: string;
  readonly pruned: string;
  readonly any: string;
  readonly last: string;
  readonly output: string;
  readonly column: string;
  readonly cell: string;
  readonly backward: string;
  readonly norm: string;
  readonly groupNorm: string;
  readonly convolution: string;
  readonly heads: string;
  readonly complex: string;
  readonly identity: string;
  readonly similarity: string;
  readonly nodes: string;
  readonly loops: string;
  readonly chebyshev: string;
  readonly segment: string;
  readonly segments: string;
  readonly patches: string;
  readonly means: string;
  readonly held: string;
}
