/**
 * Words of shared memory by which the threads of a team speak to each other, as indices of an Int32Array that begins at
 * the team's region.
 */
export const WORDS = {
  /** Grows with every order; workers sleep on it. */
  order: 0,
  /** What is to be done, one of `ORDERS`. */
  kind: 1,
  /** Where the program or the module lies, in bytes, and its size: blocks of a program, bytes of a module. */
  address: 2,
  size: 3,
  /** The next block that nobody has taken. */
  next: 4,
  /** Workers that are done with the order; the main thread sleeps on it. */
  done: 5,
  /** 1 once a worker could not go on; its message stands behind `text`, one code a word. */
  failed: 6,
  textLength: 7,
  text: 8,
  /** One word a worker: 0 until it serves or is given up, then a sign of life, which grows while it works. */
  life: 264,
} as const;

export const MESSAGE_LENGTH = WORDS.life - WORDS.text;
export const ORDERS = { run: 1, load: 2 } as const;

/**
 * A worker serves, or is given up by who waits for it: whoever comes first has it their way, which true says, so that a worker
 * that comes too late takes no order.
 */
export const takeUp = (words: Int32Array, worker: number): boolean => claim(words, worker, 1);
export const giveUp = (words: Int32Array, worker: number): boolean => claim(words, worker, -1);

const claim = (words: Int32Array, worker: number, as: 1 | -1): boolean =>
  Atomics.compareExchange(words, WORDS.life + worker, 0, as) === 0;

/** Bytes of the words for a number of workers. */
export const controlBytes = (workers: number): number => 4 * (WORDS.life + workers);

/** Looks at a word so often before it sleeps: a few tenths of a millisecond, more than lies between two orders of a step. */
const SPINS = 20_000;

/**
 * Whether the word is no longer `value`, once it is not, or after `timeout` milliseconds, or when woken for nothing: who gave an order
 * may be kept from a core before it wakes those who have long seen it, done it and gone to sleep.
 */
export function changed(words: Int32Array, word: number, value: number, timeout: number): boolean {
  for (let i = 0; i < SPINS; i++) if (Atomics.load(words, word) !== value) return true;
  Atomics.wait(words, word, value, timeout);
  return Atomics.load(words, word) !== value;
}
