import type { Loop, Note, Notes, Round, Said, Tensor, Term } from "@gatecast/engine";
import { type Sign, symbol } from "./sign.ts";
import { weightSigns } from "./weight-signs.ts";

/** A note and its place: the same place in every round of a loop. */
interface Place {
  readonly note: Note;
  readonly key: string;
}

/** What a round of a loop takes of the one before, and what the first round takes. */
export interface Carried {
  readonly carried: Tensor;
  readonly first: Tensor;
}

/** Letters for what needs a name and has none. */
const LETTERS = "uvwpqrabdefg";

/** What notes say of the tensors that lead to a result: which of them have a line of their own, and how they are called. */
export class Found {
  private readonly notes: Notes;
  private readonly places = new Map<Tensor, Place>();
  private readonly rounds = new Map<string, Note[]>();
  private readonly needed = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly weights: ReadonlyMap<Tensor, Sign>;

  constructor(notes: Notes, result: Tensor) {
    this.notes = notes;
    this.weights = weightSigns(notes.weights);
    const counts = new Map<Loop, number[]>();
    notes.all.forEach((note, i) => {
      const key = note.round === null ? `${i}` : `loop ${this.inLoop(counts, note)}`;
      const same = onlyStepOf(note.said);
      if (same !== null && this.places.has(same)) {
        this.places.set(note.outputs[0]!, this.places.get(same)!);
        return;
      }
      for (const [output, tensor] of note.outputs.entries())
        this.places.set(tensor, { note, key: `${key}, ${output}` });
      const own = this.rounds.get(key) ?? [];
      this.rounds.set(key, own);
      own.push(note);
      for (let output = 0; output < note.outputs.length; output++) this.rounds.set(`${key}, ${output}`, own);
    });
    this.need(result);
    for (const [tensor, name] of notes.names) {
      const key = this.places.get(tensor)?.key;
      if (key !== undefined && this.needed.has(key)) this.name(key, name);
    }
    this.nameUsedTwice();
  }

  get lineCount(): number {
    return this.names.size;
  }

  noteOf = (tensor: Tensor): Note | undefined => this.places.get(tensor)?.note;
  weightOf = (tensor: Tensor): Sign | null => this.weights.get(tensor) ?? null;
  isWeight = (tensor: Tensor): boolean => this.weights.has(tensor) || this.notes.derived.has(tensor);

  isLine(tensor: Tensor): boolean {
    const place = this.places.get(tensor);
    return place !== undefined && this.names.has(place.key);
  }

  nameOf = (tensor: Tensor): string => this.names.get(this.places.get(tensor)!.key)!;

  /** Gives a tensor a line, and its name. */
  line(tensor: Tensor): Sign {
    const { key } = this.places.get(tensor)!;
    if (!this.names.has(key)) this.name(key, this.freeLetter());
    return symbol(this.names.get(key)!);
  }

  /** The loop whose rounds a tensor is of, or is made of; null where there is none. */
  loopOf(tensor: Tensor): Loop | null {
    const note = this.noteOf(tensor);
    if (note === undefined || note.round !== null) return note?.round?.loop ?? null;
    if (this.isLine(tensor)) return null;
    return (
      leavesOf(note.said)
        .map((leaf) => this.loopOf(leaf))
        .find((loop) => loop !== null) ?? null
    );
  }

  /** Notes that lead to the result, of a loop those of the round that is shown. */
  shown(): Note[] {
    return this.notes.all.filter((note) => {
      const place = this.places.get(note.outputs[0]!)!;
      if (place.note !== note) return false;
      const leads = note.outputs.some((output) => this.needed.has(this.places.get(output)!.key));
      return leads && note === this.shownOf(place);
    });
  }

  /** What a round takes of the round before, and what the first round takes in its place. */
  carriedInto(note: Note): Carried[] {
    if (note.round === null || note.round.number === 0) return [];
    const [first] = this.rounds.get(this.places.get(note.outputs[0]!)!.key)!;
    return this.carried(note.said, first!.said, note.round);
  }

  private carried(said: Said, first: Said, { loop, number }: Round): Carried[] {
    const [leaves, before] = [leavesOf(said), leavesOf(first)];
    if (leaves.length !== before.length) return [];
    return leaves.flatMap((leaf, i) => {
      const own = this.noteOf(leaf);
      if (own?.round?.loop !== loop) return [];
      if (own.round.number === number - 1) return this.isLine(leaf) ? [{ carried: leaf, first: before[i]! }] : [];
      const other = this.noteOf(before[i]!);
      return this.isLine(leaf) || other === undefined ? [] : this.carried(own.said, other.said, { loop, number });
    });
  }

  private inLoop(counts: Map<Loop, number[]>, { round }: Note): string {
    const own = counts.get(round!.loop) ?? [];
    counts.set(round!.loop, own);
    const slot = own[round!.number] ?? 0;
    own[round!.number] = slot + 1;
    return `${[...counts.keys()].indexOf(round!.loop)}, ${slot}`;
  }

  private shownOf({ note, key }: Place): Note {
    const own = this.rounds.get(key)!;
    return note.round === null ? note : own[Math.min(1, own.length - 1)]!;
  }

  private need(tensor: Tensor): void {
    const place = this.places.get(tensor);
    if (place === undefined || this.needed.has(place.key)) return;
    this.needed.add(place.key);
    for (const note of this.rounds.get(place.key)!) for (const leaf of leavesOf(note.said)) this.need(leaf);
  }

  private nameUsedTwice(): void {
    const users = new Map<string, number>();
    for (const note of this.shown()) {
      const { said } = note;
      if ("kind" in said && said.kind === "lines") this.line(note.outputs[0]!);
      for (const leaf of leavesOf(said)) {
        const key = this.places.get(leaf)?.key;
        if (key !== undefined) users.set(key, (users.get(key) ?? 0) + 1);
      }
    }
    for (const note of this.shown()) {
      for (const output of note.outputs) {
        const { key } = this.places.get(output)!;
        if ((users.get(key) ?? 0) > 1 && !isShort(note.said)) this.line(output);
      }
    }
  }

  /** A name that another has already gets a dash. */
  private name(key: string, name: string): void {
    if (this.names.has(key)) return;
    const taken = new Set(this.names.values());
    let own = name;
    while (taken.has(own)) own += "′";
    this.names.set(key, own);
  }

  private freeLetter(): string {
    const taken = new Set(this.names.values());
    return [...LETTERS].find((letter) => !taken.has(letter)) ?? LETTERS[0]!;
  }
}

/** A sequence whose only step is taken: both are the same. */
const onlyStepOf = (said: Said): Tensor | null =>
  "kind" in said && said.kind === "step" && said.of[0].shape[0] === 1 ? said.of[0] : null;

/** Tensors of what is said, in its order. */
function leavesOf(said: Said): Tensor[] {
  if (!("kind" in said)) return [said];
  if (said.kind === "number" || said.kind === "symbol") return [];
  const lines =
    said.kind === "lines" ? said.lines.flatMap(({ left, right }) => [...leavesOf(left), ...leavesOf(right)]) : [];
  return [...lines, ...said.of.flatMap((part: Term) => leavesOf(part))];
}

/** What is no longer than a name. */
const isShort = (said: Said): boolean =>
  !("kind" in said) || said.kind === "step" || said.kind === "at" || said.kind === "series";
