import type { Failure } from "../failure.ts";

/** Programs of the user's own that this process has run. What they have started goes on, and may fail later. */
const programs: string[] = [];

/** From now on that program may be at fault for what nobody has caught. */
export function noteProgram(file: string): void {
  programs.push(file);
}

/** Whether something may still run that nobody waits for. */
export const hasRunPrograms = (): boolean => programs.length > 0;

/** What nobody has caught, as the failure of the program that was run; undefined where none was. */
export function failureOfProgram(error: unknown): Failure | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const file = programs.find((name) => stack.includes(name)) ?? programs[0];
  if (file === undefined) return undefined;
  const found = error instanceof Error ? error.message.split("\n")[0]! : String(error);
  return {
    kind: "usage",
    code: "cell_failed",
    message: `"${file}" failed after its cell was read: ${found}.`,
    details: {
      found,
      needed: "a program that makes a cell, and leaves nothing behind that fails",
      hint: "Take out what it starts and does not wait for: promises, timers. See docs/your-own-cell.md.",
      file,
    },
  };
}
