/** Floats in a panel: two vectors, so that 4 rows × 8 columns of accumulators fit the registers. */
export const PANEL: i32 = 8;
/** Bytes of one row of a panel. */
export const PANEL_ROW: usize = 32;
