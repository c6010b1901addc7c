import {
  type Engine,
  generator,
  ops,
  Parameters,
  Plan,
  readTensor,
  type Seed,
  split,
  type Tensor,
  writeTensor,
} from "@gatecast/engine";
import { FAMILY } from "../family/index.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { type Horizon, judge, standardized } from "./advantages.ts";
import { contextOf, type Logits, logitsOf, type PolicyParts } from "./logits.ts";
import { type LossWeights, policyLoss, probabilities } from "./policy-gradient.ts";
import type { Experience, World } from "./world.ts";

/** The network of a policy: a member of the family that gives a sequence. */
export interface PolicySpec {
  readonly cell: string;
  readonly units: number;
}

/** How a policy learns from what it has played. */
export interface LearnOptions extends Horizon, LossWeights {
  readonly learningRate: number;
  /** Gradients with a larger norm are scaled down to it. */
  readonly clipNorm: number;
}

/** How episodes are played; by drawn actions in the policy's own world where nothing is said. */
export interface PlayOptions {
  /** Take the likeliest action each time. */
  readonly greedy?: boolean;
  /** Another world of the same observations, actions and steps. */
  readonly world?: World;
}

interface PolicyPlan {
  readonly plan: Plan;
  readonly x: Tensor;
  readonly logits: Tensor;
  readonly values: Tensor;
  readonly toLogits: Tensor;
  readonly toValues: Tensor;
}

/**
 * A policy that remembers: at every step of an episode a recurrent layer has seen what was observed so far, and two linear maps
 * of it say how likely each action is and what will still be earned. B episodes are played side by side.
 */
export class RecurrentPolicy {
  readonly engine: Engine;
  readonly parameters: Parameters;
  readonly world: World;
  readonly batch: number;
  private readonly made: PolicyPlan;
  private readonly logits: Logits;
  private updates = 0;

  private constructor(engine: Engine, world: World, batch: number, parts: PolicyParts, from: Seed) {
    this.engine = engine;
    this.world = world;
    this.batch = batch;
    const all = [parts.layer, parts.policy, parts.value];
    this.parameters = new Parameters(engine, Object.assign({}, ...all.map(({ shapes }) => shapes)));
    for (const [i, part] of all.entries()) part.initialize(this.parameters, split(split(from, "weights"), i));
    this.made = this.record(parts);
    this.logits = logitsOf(engine, this.parameters, parts, world, batch);
  }

  /** Throws a RangeError for a cell that there is not, that gives no sequence, or that looks ahead. */
  static async create(
    engine: Engine,
    world: World,
    { cell, units }: PolicySpec,
    batch: number,
    from: Seed,
  ): Promise<RecurrentPolicy> {
    const { observations: features, actions, steps } = world;
    const member = Object.hasOwn(FAMILY, cell) ? FAMILY[cell]! : null;
    if (member === null || member.lastOnly === true || member.looksAhead === true) {
      throw new RangeError(`no cell "${cell}" that gives a sequence as it comes`);
    }
    const layer = member.layer("layer", features, {
      ...({ units, output: "sequence", directions: 1, steps, outputs: 1, extras: 0, memory: null } as const),
      seed: split(from, "draws"),
    });
    await layer.load(engine);
    const linear = { activation: "linear" } as const;
    const parts = {
      layer,
      policy: denseLayer("policy", layer.width, 3, { units: actions, ...linear, start: "zero" }),
      value: denseLayer("value", layer.width, 3, { units: 1, ...linear, start: "zero" }),
    };
    return new RecurrentPolicy(engine, world, batch, parts, from);
  }

  /** Plays an episode for each seed, as many as the batch. Throws a RangeError for another number, or a world of other sizes. */
  play(seeds: readonly Seed[], { greedy = false, world = this.world }: PlayOptions = {}): Experience {
    const { batch: B } = this;
    const { steps: T, observations: F, actions: A } = this.world;
    if (seeds.length !== B) throw new RangeError(`play: ${B} episodes are played at a time, not ${seeds.length}`);
    if (world.steps !== T || world.observations !== F || world.actions !== A) {
      throw new RangeError("play: a world of other observations, actions or steps");
    }
    const experience = {
      ...{ T, B, observations: new Float32Array(T * B * F), actions: new Int32Array(T * B) },
      ...{ rewards: new Float64Array(T * B), taken: new Uint8Array(T * B) },
    };
    const episodes = seeds.map((seed) => ({
      episode: world.start(split(seed, "world")),
      draw: generator(split(seed, "actions")),
      isOver: false,
    }));
    this.logits.begin();
    for (let t = 0; t < T && episodes.some(({ isOver }) => !isOver); t++) {
      for (const [b, { episode, isOver }] of episodes.entries()) {
        if (!isOver) experience.observations.set(episode.observe(), (t * B + b) * F);
      }
      const logits = this.logits.at(t, experience.observations);
      for (const [b, one] of episodes.entries()) {
        if (one.isOver) continue;
        const at = t * B + b;
        const policy = probabilities(logits, b * A, A);
        const action = greedy ? likeliest(policy) : drawn(policy, one.draw());
        const { reward, isOver } = one.episode.act(action);
        experience.actions[at] = action;
        experience.rewards[at] = reward;
        experience.taken[at] = 1;
        one.isOver = isOver;
      }
    }
    return experience;
  }

  /** One update from episodes that this policy has just played, by drawn actions; the loss before it. */
  learn(experience: Experience, options: LearnOptions): number {
    const { engine, made, parameters } = this;
    writeTensor(engine.f32, made.x, experience.observations);
    made.plan.forward();
    const [logits, values] = [readTensor(engine.f32, made.logits), readTensor(engine.f32, made.values)];
    const { returns, advantages } = judge(experience, values, options);
    const judged = { returns, advantages: standardized(advantages, experience.taken) };
    const { loss, toLogits, toValues } = policyLoss(logits, values, experience, judged, options);
    writeTensor(engine.f32, made.toLogits, toLogits);
    writeTensor(engine.f32, made.toValues, toValues);
    made.plan.backward();
    const { learningRate, clipNorm } = options;
    this.updates++;
    update(parameters, OPTIMIZERS.adam, { learningRate, step: this.updates, clipNorm });
    return loss;
  }

  close(): void {
    this.made.plan.close();
    this.logits.close();
    this.parameters.close();
  }

  private record({ layer, policy, value }: PolicyParts): PolicyPlan {
    const { engine, parameters, world } = this;
    const plan = new Plan(engine, { training: true });
    const context = contextOf(plan, parameters);
    const x = plan.input([world.steps, this.batch, world.observations]);
    const seen = layer.apply(context, x);
    const [logits, values] = [policy.apply(context, seen), value.apply(context, seen)];
    const toLogits = ops.startGradient(plan, logits);
    const toValues = ops.startGradient(plan, values);
    plan.seal();
    return { plan, x, logits, values, toLogits, toValues };
  }
}

function drawn(policy: Float64Array, at: number): number {
  let sum = 0;
  for (let a = 0; a < policy.length; a++) {
    sum += policy[a]!;
    if (at < sum) return a;
  }
  return policy.length - 1;
}

const likeliest = (policy: Float64Array): number => policy.indexOf(Math.max(...policy));
