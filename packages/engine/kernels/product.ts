// Matrix products on rows that are padded to a multiple of four floats, the padding being zero.
// Every output is one sum over k in rising order, whatever the tile: batch size, tiling and threads change no bit. The
// finished sum is added to what a product starts from, so that long sums are made of short ones.
// Inner loops move one pointer for each row that they read: an offset added to each of them would be an instruction more for
// each, which took a third of the time.

import { PANEL, PANEL_ROW } from "./panel";
import { thinRows } from "./thin-product";

/** Packs B (K rows of N floats, N a multiple of 4) into panels of eight columns, the last filled with zeros: [N/8][K][8]. */
export function pack(panels: usize, b: usize, ldb: i32, k: i32, n: i32): void {
  const step = <usize>ldb << 2;
  for (let j = 0; j < n; j += PANEL) {
    const whole = j + 4 < n;
    let row = b + (<usize>j << 2);
    for (let i = 0; i < k; i++) {
      v128.store(panels, v128.load(row));
      v128.store(panels, whole ? v128.load(row, 16) : f32x4.splat(0), 16);
      panels += PANEL_ROW;
      row += step;
    }
  }
}

/** Packs the transpose of B (N rows of K floats): panels as `pack` makes them of Bᵀ, N rounded up to a multiple of 4. */
export function packTransposed(panels: usize, b: usize, ldb: i32, k: i32, n: i32): void {
  const step = <usize>ldb << 2;
  for (let j = 0; j < n; j += PANEL) {
    const columns = min(PANEL, n - j);
    let source = b + <usize>j * step;
    if (columns == PANEL) {
      for (let i = 0; i < k; i++) {
        for (let c: usize = 0; c < 8; c++) store<f32>(panels + (c << 2), load<f32>(source + c * step));
        panels += PANEL_ROW;
        source += 4;
      }
    } else {
      for (let i = 0; i < k; i++) {
        for (let c = 0; c < PANEL; c++) {
          store<f32>(panels + (<usize>c << 2), c < columns ? load<f32>(source + <usize>c * step) : 0);
        }
        panels += PANEL_ROW;
        source += 4;
      }
    }
  }
}

/**
 * C = A · B + start. A is M rows of K floats (row stride lda), B is packed, C is M rows of N floats (row stride ldc), N a
 * multiple of 4. `start` is rows of N floats at stride `lds`: C itself, where the product is added to it; one row, at
 * stride 0, of biases; or nothing, where it is 0.
 */
export function multiply(
  c: usize, ldc: i32, a: usize, lda: i32, panels: usize, m: i32, k: i32, n: i32, start: usize, lds: i32,
): void {
  const cStep = <usize>ldc << 2;
  const sStep = <usize>lds << 2;
  const aStep = <usize>lda << 2;
  const panelSize = <usize>k * PANEL_ROW;
  const tiled = m & ~3;
  if (tiled > 0) {
    let panel = panels;
    for (let j = 0; j < n; j += PANEL) {
      const cColumn = c + (<usize>j << 2);
      if (j + 4 < n && k <= 4 && (start == 0 || sStep == 0)) {
        thinRows(cColumn, cStep, a, aStep, panel, k, tiled, start == 0 ? 0 : start + (<usize>j << 2));
      } else if (j + 4 < n) {
        for (let i = 0; i < tiled; i += 4) {
          tile4x8(cColumn + <usize>i * cStep, cStep, a + <usize>i * aStep, aStep, panel, k, start == 0 ? 0 : start + (<usize>j << 2) + <usize>i * sStep, sStep);
        }
      } else {
        for (let i = 0; i < tiled; i += 4) {
          tile4x4(cColumn + <usize>i * cStep, cStep, a + <usize>i * aStep, aStep, panel, k, start == 0 ? 0 : start + (<usize>j << 2) + <usize>i * sStep, sStep);
        }
      }
      panel += panelSize;
    }
  }
  for (let i = tiled; i < m; i++) {
    multiplyRow(c + <usize>i * cStep, a + <usize>i * aStep, panels, k, n, start == 0 ? 0 : start + <usize>i * sStep);
  }
}

// @ts-ignore: decorator
@inline
function tile4x8(c: usize, cStep: usize, a: usize, aStep: usize, b: usize, k: i32, start: usize, sStep: usize): void {
  let a1 = a + aStep;
  let a2 = a1 + aStep;
  let a3 = a2 + aStep;
  const c1 = c + cStep;
  const c2 = c1 + cStep;
  const c3 = c2 + cStep;
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  const end = b + <usize>k * PANEL_ROW;
  for (; b < end; b += PANEL_ROW) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    a += 4;
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1);
    a1 += 4;
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2);
    a2 += 4;
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3);
    a3 += 4;
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
  }
  if (start) {
    s00 = f32x4.add(s00, v128.load(start));
    s01 = f32x4.add(s01, v128.load(start, 16));
    start += sStep;
    s10 = f32x4.add(s10, v128.load(start));
    s11 = f32x4.add(s11, v128.load(start, 16));
    start += sStep;
    s20 = f32x4.add(s20, v128.load(start));
    s21 = f32x4.add(s21, v128.load(start, 16));
    start += sStep;
    s30 = f32x4.add(s30, v128.load(start));
    s31 = f32x4.add(s31, v128.load(start, 16));
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

// @ts-ignore: decorator
@inline
function tile4x4(c: usize, cStep: usize, a: usize, aStep: usize, b: usize, k: i32, start: usize, sStep: usize): void {
  let a1 = a + aStep;
  let a2 = a1 + aStep;
  let a3 = a2 + aStep;
  const c1 = c + cStep;
  const c2 = c1 + cStep;
  const c3 = c2 + cStep;
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  const end = b + <usize>k * PANEL_ROW;
  for (; b < end; b += PANEL_ROW) {
    const b0 = v128.load(b);
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a), b0));
    s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(a1), b0));
    s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(a2), b0));
    s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(a3), b0));
    a += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
  }
  if (start) {
    s0 = f32x4.add(s0, v128.load(start));
    s1 = f32x4.add(s1, v128.load(start + sStep));
    s2 = f32x4.add(s2, v128.load(start + 2 * sStep));
    s3 = f32x4.add(s3, v128.load(start + 3 * sStep));
  }
  v128.store(c, s0);
  v128.store(c1, s1);
  v128.store(c2, s2);
  v128.store(c3, s3);
}

/**
 * One row of a product: three panels at a time. Six sums hide the latency of the addition; with eight, the values loaded
 * for one k and the sums are more than sixteen registers, and V8 keeps a sum in memory, which halves the speed.
 */
function multiplyRow(c: usize, a: usize, panels: usize, k: i32, n: i32, start: usize): void {
  const panelSize = <usize>k * PANEL_ROW;
  const end = <usize>k << 2;
  let j = 0;
  for (; j + 24 <= n; j += 24) {
    let p0 = panels;
    let p1 = p0 + panelSize;
    let p2 = p1 + panelSize;
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0;
    for (let at: usize = 0; at < end; at += 4) {
      const x = v128.load32_splat(a + at);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(p0)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(p0, 16)));
      s2 = f32x4.add(s2, f32x4.mul(x, v128.load(p1)));
      s3 = f32x4.add(s3, f32x4.mul(x, v128.load(p1, 16)));
      s4 = f32x4.add(s4, f32x4.mul(x, v128.load(p2)));
      s5 = f32x4.add(s5, f32x4.mul(x, v128.load(p2, 16)));
      p0 += PANEL_ROW;
      p1 += PANEL_ROW;
      p2 += PANEL_ROW;
    }
    if (start) {
      s0 = f32x4.add(s0, v128.load(start));
      s1 = f32x4.add(s1, v128.load(start, 16));
      s2 = f32x4.add(s2, v128.load(start, 32));
      s3 = f32x4.add(s3, v128.load(start, 48));
      s4 = f32x4.add(s4, v128.load(start, 64));
      s5 = f32x4.add(s5, v128.load(start, 80));
      start += 96;
    }
    v128.store(c, s0);
    v128.store(c, s1, 16);
    v128.store(c, s2, 32);
    v128.store(c, s3, 48);
    v128.store(c, s4, 64);
    v128.store(c, s5, 80);
    c += 96;
    panels = p2;
  }
  for (; j < n; j += PANEL) {
    const whole = j + 4 < n;
    let s0 = f32x4.splat(0), s1 = s0;
    for (let at: usize = 0; at < end; at += 4) {
      const x = v128.load32_splat(a + at);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(panels)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(panels, 16)));
      panels += PANEL_ROW;
    }
    if (start) {
      s0 = f32x4.add(s0, v128.load(start));
      if (whole) s1 = f32x4.add(s1, v128.load(start, 16));
      start += 32;
    }
    v128.store(c, s0);
    if (whole) v128.store(c, s1, 16);
    c += 32;
  }
}
