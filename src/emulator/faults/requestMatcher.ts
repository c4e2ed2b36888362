/** The parts of a request that rules look at. */
export interface TargetRequest {
  readonly method: string;
  /** Without the query, for example `/v1.0/deviceAppManagement/vppTokens`. */
  readonly path: string;
  /** The body as it was sent; empty when there is none. */
  readonly body: string;
}

/** Which requests a rule applies to. A part that is missing matches every request. */
export interface RequestMatcher {
  readonly method?: string;
  readonly path?: RegExp;
  readonly version?: string;
  readonly sends?: RegExp;
  /** How many matching requests pass first. */
  readonly after: number;
  /** How many of the requests after those the rule applies to. */
  readonly times: number;
}

/** A rule's matcher, and how many requests have matched it so far. */
export interface RuleProgress {
  readonly matcher: RequestMatcher;
  readonly seen: number;
}

export function matches(aim: RequestMatcher, { method, path, body }: TargetRequest): boolean {
  if (aim.method !== undefined && aim.method !== method) return false;
  if (aim.version !== undefined && !path.startsWith(`/${aim.version}/`)) return false;
  return (aim.path?.test(path) ?? true) && (aim.sends?.test(body) ?? true);
}

/** Returns how many requests the rule has applied to. */
export function matchCount({ matcher, seen }: RuleProgress): number {
  return Math.min(Math.max(seen - matcher.after, 0), matcher.times);
}

/**
 * Returns which rule applies to the request, and the counts of all rules afterwards. The first rule applies that matches,
 * has let enough requests pass and isn't used up. The rules after it don't count that request.
 */
export function applyRules(
  rules: readonly RuleProgress[],
  target: TargetRequest,
): { applied: number | undefined; seen: number[] } {
  let applied: number | undefined;
  const seen = rules.map((rule, index) => {
    if (applied !== undefined || !matches(rule.matcher, target)) return rule.seen;
    if (rule.seen >= rule.matcher.after && rule.seen < rule.matcher.after + rule.matcher.times) applied = index;
    return rule.seen + 1;
  });
  return { applied, seen };
}
