/** What is timed, in the order in which a stack lives through it. */
export type Operation = "up" | "no-op up" | "preview" | "refresh" | "update all" | "destroy";

/** What one operation took. */
export interface Costs {
  readonly seconds: number;
  /** Requests that Intune was sent. */
  readonly requests: number;
  /** The most memory (resident set) that the engine took, in bytes; null where it can't be measured. */
  readonly engineMemory: number | null;
  /** The same of the process that talks to Intune; null also where there was none. */
  readonly providerMemory: number | null;
  /** The size of the state afterwards, in bytes. */
  readonly stateBytes: number;
}

/** One operation of one contender's, as it was measured. */
export interface Measurement extends Costs {
  readonly contender: ContenderName;
  /** How many tokens the program declares. */
  readonly tokens: number;
  /** Counts from 1. */
  readonly repetition: number;
  readonly operation: Operation;
}

export type ContenderName = "ours" | "native" | "yaml" | "oursWithoutCheckpoints" | "textbook" | "empty" | "terraform";

/** Somebody who can do the same work. */
export interface Contender {
  readonly name: ContenderName;
  /** The operations that make sense for so many tokens; none when the contender is not for them. */
  operations(tokens: number): readonly Operation[];
  /** Prepares a stack in a place of its own. */
  open(tokens: number): Promise<Stack>;
}

/** A program that declares tokens, with its state. */
export interface Stack {
  command(operation: Operation): Command;
  stateBytes(): number;
  remove(): void;
}

/** A command line whose own process is the engine. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** By what the provider's process is recognized, among what the engine starts. */
  readonly provider: RegExp;
}

/** A moment of a process. */
export interface MemorySample {
  /** Since the engine was started. */
  readonly seconds: number;
  readonly bytes: number;
}

/** What a run of a command took. */
export interface Run {
  readonly seconds: number;
  readonly output: string;
  readonly engineMemory: number | null;
  readonly providerMemory: number | null;
  /** The provider's memory over time. */
  readonly providerSamples: readonly MemorySample[];
}

/** One operation on the largest number of tokens, on one stack or on several one after the other. */
export interface ScaleMeasurement extends Costs {
  readonly stacks: number;
  readonly checkpoints: boolean;
  readonly operation: Operation;
  /** The provider's memory at the start, in the middle and at the end of its life. */
  readonly providerCurve: readonly number[];
}

/** Programs whose start is timed: none, a provider that does nothing, and one token without and with all of Pulumi's SDK. */
export type StartUpProgram = "empty" | "bare" | "ours" | "oursWithSdk";

/** What a start costs. */
export interface StartUp {
  /** Seconds of `pulumi up` of each program under programs/. */
  readonly seconds: Readonly<Record<StartUpProgram, readonly number[]>>;
  /** Modules loaded in each process, by the package that they belong to. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  /** Names and versions of the software that took part. */
  readonly software: Readonly<Record<string, string>>;
}

/** A section of the report, with where and when it was measured. */
export interface Section<T> {
  readonly date: string;
  readonly machine: Machine;
  readonly measured: readonly T[];
}

/** All that has been measured, as bench/results.json keeps it. */
export interface Results {
  readonly comparison?: Section<Measurement> & {
    /** Why Terraform is not in it; null when it is. */
    readonly withoutTerraform: string | null;
  };
  readonly scale?: Section<ScaleMeasurement>;
  readonly startUp?: Section<StartUp>;
}

/** What of the bench's surroundings its parts need. */
export interface Surroundings {
  /** The folder that holds the Pulumi CLI. */
  readonly pulumiFolder: string;
  readonly signal: AbortSignal;
  readonly progress: {
    say(text: string): void;
    during<T>(describe: (elapsed: string) => string, work: () => Promise<T>): Promise<T>;
  };
}

/** An emulator in a process of its own. */
export interface Intune {
  readonly url: string;
  /** How many requests it has answered since it was last asked. */
  takeRequests(): Promise<number>;
  close(): void;
}

export interface Options {
  readonly sizes: readonly number[];
  /** How often each size is repeated; undefined for each size's own number. */
  readonly repeat: number | undefined;
  readonly only: readonly ContenderName[];
  readonly part: "comparison" | "scale" | "startUp" | "draw";
  /** Where the report goes; undefined when it is only printed. */
  readonly out: string | undefined;
}
