// The gradient of weights: a sum over all rows of a batch, in blocks whose sums are added up in a fixed order.
import { PANEL, PANEL_ROW } from "./panel";
import { pack } from "./product";
import { columnSum } from "./reduction";

/** Rows that `multiplyTransposed` takes at a time; a panel of them stays in the first-level cache. */
const BLOCK: i32 = 256;

/**
 * C (+)= Aᵀ · D: the weight gradient. A is M rows of K floats, D is M rows of N floats (N a multiple of 4), C is K rows
 * of N floats. `scratch` holds BLOCK · (K rounded up to 4, plus 8) floats. Each BLOCK of M is summed in rising order, then added.
 * `sums` (+)= the sum of D's rows, the gradient of a bias, to the bit as `columnSum` has it; 0 where nobody wants it.
 */
export function multiplyTransposed(
  c: usize, ldc: i32, a: usize, lda: i32, d: usize, ldd: i32, m: i32, k: i32, n: i32, accumulate: bool, scratch: usize,
  sums: usize, addsToSums: bool,
): void {
  const cStep = <usize>ldc << 2;
  const aStep = <usize>lda << 2;
  const dStep = <usize>ldd << 2;
  const panelD = scratch;
  const panelsA = scratch + <usize>BLOCK * PANEL_ROW;
  let goOn = accumulate;
  if (m == 0 && !accumulate) {
    for (let i = 0; i < k; i++) memory.fill(c + <usize>i * cStep, 0, <usize>n << 2);
  }
  if (sums != 0 && !addsToSums) memory.fill(sums, 0, <usize>n << 2);
  for (let from = 0; from < m; from += BLOCK) {
    const rows = min(BLOCK, m - from);
    const sizeA = <usize>rows << 4;
    let to = panelsA;
    for (let i = 0; i < k; i += 4) {
      let source = a + <usize>from * aStep + (<usize>i << 2);
      for (let r = 0; r < rows; r++) {
        v128.store(to, v128.load(source));
        to += 16;
        source += aStep;
      }
    }
    if (sums != 0) columnSum(sums, d + <usize>from * dStep, ldd, rows, n, true);
    if (k <= 4 && n >= PANEL) {
      // One tile reads each row of D once: there is nothing to pack it for.
      tilesOf(c, cStep, panelsA, d + <usize>from * dStep, dStep, rows, k, n, goOn);
      goOn = true;
      continue;
    }
    for (let j = 0; j < n; j += PANEL) {
      const whole = j + 4 < n;
      const source = d + <usize>from * dStep + (<usize>j << 2);
      pack(panelD, source, ldd, rows, whole ? 8 : 4);
      let panelA = panelsA;
      for (let i = 0; i < k; i += 4) {
        const to = c + <usize>i * cStep + (<usize>j << 2);
        tilesOf(to, cStep, panelA, panelD, PANEL_ROW, rows, min(4, k - i), whole ? 8 : 4, goOn);
        panelA += sizeA;
      }
    }
    goOn = true;
  }
}

/** All tiles of up to four rows of C and N columns, over rows of D that lie `dStep` apart. */
function tilesOf(
  c: usize, cStep: usize, a: usize, d: usize, dStep: usize, rows: i32, kRows: i32, n: i32, accumulate: bool,
): void {
  const end = a + (<usize>rows << 4);
  for (let left = n; left > 0; left -= PANEL) {
    const whole = left > 4;
    // Of half a panel the whole one that ends with it is done, and its second half is kept.
    let at = whole ? d : d - 16;
    let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
    for (let row = a; row < end; row += 16) {
      const d0 = v128.load(at);
      const d1 = v128.load(at, 16);
      at += dStep;
      let x = v128.load32_splat(row);
      s00 = f32x4.add(s00, f32x4.mul(x, d0));
      s01 = f32x4.add(s01, f32x4.mul(x, d1));
      x = v128.load32_splat(row, 4);
      s10 = f32x4.add(s10, f32x4.mul(x, d0));
      s11 = f32x4.add(s11, f32x4.mul(x, d1));
      x = v128.load32_splat(row, 8);
      s20 = f32x4.add(s20, f32x4.mul(x, d0));
      s21 = f32x4.add(s21, f32x4.mul(x, d1));
      x = v128.load32_splat(row, 12);
      s30 = f32x4.add(s30, f32x4.mul(x, d0));
      s31 = f32x4.add(s31, f32x4.mul(x, d1));
    }
    storeRow(c, whole ? s00 : s01, s01, whole, accumulate);
    if (kRows > 1) storeRow(c + cStep, whole ? s10 : s11, s11, whole, accumulate);
    if (kRows > 2) storeRow(c + 2 * cStep, whole ? s20 : s21, s21, whole, accumulate);
    if (kRows > 3) storeRow(c + 3 * cStep, whole ? s30 : s31, s31, whole, accumulate);
    c += PANEL_ROW;
    d += PANEL_ROW;
  }
}

// @ts-ignore: decorator
@inline
function storeRow(c: usize, s0: v128, s1: v128, whole: bool, accumulate: bool): void {
  v128.store(c, accumulate ? f32x4.add(s0, v128.load(c)) : s0);
  if (whole) v128.store(c, accumulate ? f32x4.add(s1, v128.load(c, 16)) : s1, 16);
}
