/** A request, as far as rules look at it. */
export interface TargetRequest {
  readonly method: string;
  /** Without the query, for example `/v1.0/deviceAppManagement/vppTokens`. */
  readonly path: string;
  /** The body as it was sent; empty when there is none. */
  readonly body: string;
}

/** Which requests a rule is for. What isn't there fits any. */
export interface RequestMatcher {
  readonly method?: string;
  readonly path?: RegExp;
  readonly version?: string;
  readonly sends?: RegExp;
  /** How many requests that fit are let through first. */
  readonly after: number;
  /** How many of the following ones are hit. */
  readonly times: number;
}

/** A rule's aim, and how many requests have fitted it so far. */
export interface RuleProgress {
  readonly matcher: RequestMatcher;
  readonly seen: number;
}

export function matches(aim: RequestMatcher, { method, path, body }: TargetRequest): boolean {
  if (aim.method !== undefined && aim.method !== method) return false;
  if (aim.version !== undefined && !path.startsWith(`/${aim.version}/`)) return false;
  return (aim.path?.test(path) ?? true) && (aim.sends?.test(body) ?? true);
}

/** How many requests the rule has hit. */
export function matchCount({ matcher, seen }: RuleProgress): number {
  return Math.min(Math.max(seen - matcher.after, 0), matcher.times);
}

/**
 * Which rule hits the request, and what every rule has seen afterwards. The first one hits that fits, has let enough
 * through and isn't used up; the rules behind it don't see that request.
 */
export function applyRules(
  rules: readonly RuleProgress[],
  target: TargetRequest,
): { hit: number | undefined; seen: number[] } {
  let hit: number | undefined;
  const seen = rules.map((rule, index) => {
    if (hit !== undefined || !matches(rule.matcher, target)) return rule.seen;
    if (rule.seen >= rule.matcher.after && rule.seen < rule.matcher.after + rule.matcher.times) hit = index;
    return rule.seen + 1;
  });
  return { hit, seen };
}
