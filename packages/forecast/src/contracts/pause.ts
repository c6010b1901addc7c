/** Lets timers, signals and other requests have their turn in the middle of long work. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Multiplications between two looks at the world: less than a tenth of a second. */
const BREATH = 2e8;

/** Counts work, and pauses now and then. */
export class Breath {
  private work = 0;
  private readonly signal: AbortSignal | undefined;

  constructor(signal?: AbortSignal) {
    this.signal = signal;
  }

  /** Says how much was done, in multiplications. Throws the signal's reason when aborted. */
  async spend(work: number): Promise<void> {
    this.work += work;
    if (this.work < BREATH) return;
    this.work = 0;
    await pause();
    this.signal?.throwIfAborted();
  }
}
