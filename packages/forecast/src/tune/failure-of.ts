import { EngineMemoryError } from "@gatecast/engine";
import { Problem } from "../contracts/index.ts";

/** Why a configuration came to nothing. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Why a trial came to nothing; null where that is no fault of its settings. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Problem) return { code: error.code, message: error.message };
  if (error instanceof EngineMemoryError) {
    return { code: "too_large", message: "The network does not fit the engine's memory." };
  }
  return null;
}
