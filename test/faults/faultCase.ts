/** A rule of the emulator's fault service, without the part that says which requests it is for. */
export type Fault = Readonly<Record<string, unknown>> & { readonly kind: string };

/** A kind of fault that one request of one token meets, and what has to come of it. */
export interface FaultCase {
  /** What happens, in words; no two cases of an operation have the same. */
  readonly kind: string;
  readonly faults: readonly Fault[];
  /** How the run goes in which it happens. */
  readonly first: "succeeds" | "fails";
  /** What the run says of that token. */
  readonly says?: RegExp;
}
