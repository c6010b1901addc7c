/** What a run that was interrupted by SIGINT or SIGTERM leaves behind. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  /**
   * `checkpoint`, the file that was saved, and `resume`, the command that goes on from it; `saved`, the page of what there is, where
   * no command goes on; empty where nothing was saved.
   */
  readonly details: Readonly<Record<string, string>>;

  constructor(details: Readonly<Record<string, string>> = {}) {
    super("Interrupted.");
    this.details = details;
  }
}

/** SIGINT and SIGTERM as an `AbortSignal`. The second of them ends the process at once. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Rejects with `Interrupted` at the first signal, unless a run has taken care of it. Never resolves. */
  readonly ended: Promise<never>;
  /** The caller watches `signal` itself and saves what was reached. */
  takeCare(): void;
  /** Gives the signals back to Node. */
  release(): void;
}

/** Listens from now on. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let caredFor = false;
  let reject: (reason: Interrupted) => void = () => {};
  const ended = new Promise<never>((_, no) => {
    reject = no;
  });
  ended.catch(() => {});
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Interrupted());
    if (!caredFor) reject(new Interrupted());
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    ended,
    takeCare() {
      caredFor = true;
    },
    release() {
      process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    },
  };
}

/**
 * Does something that neither a listener nor `process.exit` can end, such as waiting for a pipe: until it is done, signals
 * end the process as if nobody listened.
 */
export async function withoutListening<T>(work: () => Promise<T>): Promise<T> {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const listeners = signals.map((signal) => process.rawListeners(signal) as (() => void)[]);
  for (const signal of signals) process.removeAllListeners(signal);
  try {
    return await work();
  } finally {
    signals.forEach((signal, i) => {
      for (const listener of listeners[i] ?? []) process.on(signal, listener);
    });
  }
}
