const bits = new DataView(new ArrayBuffer(4));

/** Representable float32 values between a and b; 0 for the same value, NaN matches only NaN. */
export function ulpDistance(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(rank(a) - rank(b));
}

function rank(x: number): number {
  bits.setFloat32(0, x);
  const raw = bits.getInt32(0);
  return raw < 0 ? -2147483648 - raw : raw;
}

/** The bits of float32 values, so that −0 differs from 0 and one NaN equals another of the same bits. */
export const bitsOf = (values: Float32Array): Uint32Array => new Uint32Array(Float32Array.from(values).buffer);
