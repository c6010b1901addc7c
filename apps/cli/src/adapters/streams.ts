import { systemReason } from "./system-reason.ts";

/** Writes results to stdout. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** Writes everything else to stderr. */
export function tell(text: string): void {
  process.stderr.write(text);
}

/** Columns of the terminal that stdout is; a file or a pipe has none, and some terminals say that they have none. */
export function terminalColumns(): number | undefined {
  return process.stdout.columns || undefined;
}

/**
 * A reader who has seen enough (`| head`) ends the program quietly; another fault of stdout, such as a full disk behind
 * `>`, is told. Where stderr is gone, the work goes on without it.
 */
export function watchStreams(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    tell(`gatecast: stdout cannot be written: ${systemReason(error)}\n`);
    process.exit(2);
  });
  process.stderr.on("error", () => {});
}
