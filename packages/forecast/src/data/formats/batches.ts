const CELLS = 32_768;

/** Rows of this width that travel together: some ten thousand cells, so that little is in memory at once. */
export function rowsPerBatch(columns: number): number {
  return Math.max(1, Math.floor(CELLS / Math.max(1, columns)));
}
