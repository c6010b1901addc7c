import { getSystemErrorMap } from "node:util";

/** What the operating system says of an error: `no space left on device (ENOSPC)`. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = "errno" in error && typeof error.errno === "number" ? getSystemErrorMap().get(error.errno) : undefined;
  return known === undefined ? error.message : `${known[1]} (${known[0]})`;
}
