/**
 * Walks the runs of Parquet's hybrid encoding (a varint, then groups of eight bit-packed values or one value repeated) and
 * returns how many of the first `count` values are 1, which for levels of width 1 is how many are not missing. Throws where the
 * runs hold fewer values than `count`, or far more: a decoder writes whatever a run claims. Source: Apache Parquet, Encodings,
 * "Run Length Encoding / Bit-Packing Hybrid".
 */
export function checkRuns(runs: Uint8Array, width: number, count: number): number {
  if (width > 32) throw new RangeError("values of more than 32 bits");
  let at = 0;
  let values = 0;
  let ones = 0;
  while (values < count) {
    let header = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = runs[at++];
      if (byte === undefined || scale > 0x10000000) throw new RangeError("runs that end early");
      header += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    const length = Math.floor(header / 2) * (header % 2 === 1 ? 8 : 1);
    // Writers fill their last group up, some to more than eight values.
    if (values + length > count + 1024) throw new RangeError("runs of more values than their page");
    const wanted = Math.min(length, count - values);
    if (header % 2 === 0) {
      if (width === 1 && runs[at] === 1) ones += wanted;
      at += (width + 7) >> 3;
    } else {
      if (width === 1) for (let i = 0; i < wanted; i++) ones += (runs[at + (i >> 3)]! >> (i & 7)) & 1;
      at += (length / 8) * width;
    }
    if (at > runs.length) throw new RangeError("runs that end early");
    values += length;
  }
  return ones;
}
