/** The end of a module's import of a memory: its name, and that it is a memory which may be shared. */
const SHARED = [...new TextEncoder().encode("memory"), 0x02, 0x03];

/**
 * A module that asks for a shared memory, as one that asks for a plain one: a module links with one kind alone, and the
 * two differ in this byte. The bytes are changed in place.
 */
export function forPlainMemory<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  const at = bytes.findIndex((_, i) => SHARED.every((byte, k) => bytes[i + k] === byte));
  if (at < 0) throw new Error("internal: a module without a shared memory");
  bytes[at + SHARED.length - 1] = 0x01;
  return bytes;
}

/** Why this thread cannot share a memory with others and wait for them; null where it can. */
export function whyNoThreads(): string | null {
  if (typeof SharedArrayBuffer === "undefined")
    return "there is no shared memory here (a page must be cross-origin isolated)";
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return null;
  } catch {
    return "this thread may not wait for others (the main thread of a page: train in a worker)";
  }
}
