import { CommanderError } from "commander";
import { isDebugging, localeLanguage } from "./adapters/environment.ts";
import { listenForInterruption } from "./adapters/interruption.ts";
import { failureOfProgram, hasRunPrograms } from "./adapters/own-programs.ts";
import { print, tell, watchStreams } from "./adapters/streams.ts";
import { EXIT_CODES, type Failure, failureOf } from "./failure.ts";
import { failureDocument, renderFailure } from "./output/render-failure.ts";
import { program } from "./program.ts";
import { wordsFor } from "./words/words-for.ts";

/** Runs one command line, without the interpreter's and the program's name, and says with which code to exit. */
export async function main(argv: readonly string[]): Promise<number> {
  watchStreams();
  const interruption = listenForInterruption();
  process.on("uncaughtException", (error) => {
    process.exit(report(error, argv, failureOfProgram(error)));
  });
  try {
    const command = program({ interruption, argv }).parseAsync(argv, { from: "user" });
    await Promise.race([command, interruption.ended]);
    return 0;
  } catch (error) {
    // Help and version end this way too; a command line without a command has been shown the help.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError && error.code === "commander.help") return EXIT_CODES.usage;
    return report(error, argv);
  } finally {
    interruption.release();
    // Nobody waits for what an interruption has cut short, nor for what a program of the user's own has left running.
    if (interruption.signal.aborted || hasRunPrograms()) setImmediate(() => process.exit());
  }
}

function report(error: unknown, argv: readonly string[], failure: Failure = failureOf(error)): number {
  if (argv.includes("--json")) print(`${JSON.stringify(failureDocument(failure), null, 2)}\n`);
  tell(renderFailure(failure, wordsFor(languageOf(argv))));
  if (failure.kind === "internal" && isDebugging()) tell(`${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT_CODES[failure.kind];
}

/** The language of a failure, which may come before options are judged. */
function languageOf(argv: readonly string[]): "en" | "zh" {
  const at = argv.indexOf("--lang");
  const named = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  return named === "zh" || named === "en" ? named : localeLanguage();
}
