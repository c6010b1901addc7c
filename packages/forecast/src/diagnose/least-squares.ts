/** What Householder reflections make of a least-squares problem: X = Q·R, and Qᵀy. */
export interface Reflected {
  /** Qᵀy of the leading columns that depend on none before them: `effects[j]²` is what column j explains. */
  readonly effects: Float64Array; // [rank]
  /** The diagonal of R, with its signs; the last column's coefficient is `effects / diagonal` at the end. */
  readonly diagonal: Float64Array; // [rank]
  /** Columns before the first that depends on those before it; all of them where none does. */
  readonly rank: number;
  /** Sum of squares of what is left of y after all `rank` columns. */
  readonly rest: number;
}

/** A column of which less than this is left beside those before it says nothing of its own. */
const DEPENDENT = 1e-10;

/**
 * Least squares of `y` on columns, each `[rows]`, by Householder reflections, without forming products that square the
 * condition. Overwrites the columns and y. Golub & Van Loan, Matrix Computations, section 5.3.2.
 *
 * As columns enter in their order, `rest + Σ_{j ≥ k} effects[j]²` is the sum of squares that the first k columns leave:
 * one factorisation judges all nested models.
 */
export function reflect(columns: readonly Float64Array[], y: Float64Array): Reflected {
  const rows = y.length;
  const sizes = columns.map((column) => Math.sqrt(squares(column, 0)));
  const most = Math.min(columns.length, rows);
  const diagonal = new Float64Array(most);
  let rank = 0;
  for (; rank < most; rank++) {
    const pivot = columns[rank]!;
    const size = Math.sqrt(squares(pivot, rank));
    if (!(size > DEPENDENT * sizes[rank]!)) break;
    const corner = pivot[rank]! > 0 ? -size : size;
    diagonal[rank] = corner;
    // H = I − v·vᵀ / (v₀·size), with v the pivot column less its image; |v|² = 2·|v₀|·size.
    pivot[rank]! -= corner;
    const scale = Math.abs(pivot[rank]!) * size;
    for (let j = rank + 1; j < columns.length; j++) mirror(columns[j]!, pivot, rank, scale);
    mirror(y, pivot, rank, scale);
  }
  return {
    effects: y.slice(0, rank),
    diagonal: diagonal.slice(0, rank),
    rank,
    rest: rows > rank ? squares(y, rank) : 0,
  };
}

function squares(values: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}

function mirror(values: Float64Array, pivot: Float64Array, from: number, scale: number): void {
  let product = 0;
  for (let i = from; i < values.length; i++) product += pivot[i]! * values[i]!;
  const factor = product / scale;
  for (let i = from; i < values.length; i++) values[i]! -= factor * pivot[i]!;
}
