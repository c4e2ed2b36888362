import { UserError } from "../../errors";
import type { Adoption } from "./adoptions";

/**
 * The adoptions of these ids, or all of them when no ids are given.
 * @throws UserError when there is nothing of an id, or nothing at all
 */
export function withIds(adoptions: readonly Adoption[], ids: readonly string[] | undefined): readonly Adoption[] {
  if (adoptions.length === 0) throw new UserError("The tenant has no VPP tokens: there is nothing to import.");
  if (ids === undefined) return adoptions;
  const missing = new Set(ids.map((id) => id.toLowerCase()));
  const found = adoptions.filter(({ token }) => missing.delete(token.id.toLowerCase()));
  if (missing.size === 0) return found;
  throw new UserError(
    `The tenant has no VPP token with the id ${[...missing].join(" or ")}: nothing was written. ` +
      "`pulumi-intune status --json` lists the tokens with their ids.",
  );
}
