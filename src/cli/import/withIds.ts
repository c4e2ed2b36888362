import { UserError } from "../../provider/userError";
import type { TokenImport } from "./adoptions";

/**
 * The imports of these ids, or all of them when no ids are given.
 * @throws UserError when there is nothing of an id, or nothing at all
 */
export function selectByIds(
  imports: readonly TokenImport[],
  ids: readonly string[] | undefined,
): readonly TokenImport[] {
  if (imports.length === 0) throw new UserError("The tenant has no VPP tokens: there is nothing to import.");
  if (ids === undefined) return imports;
  const missing = new Set(ids.map((id) => id.toLowerCase()));
  const found = imports.filter(({ token }) => missing.delete(token.id.toLowerCase()));
  if (missing.size === 0) return found;
  throw new UserError(
    `The tenant has no VPP token with the id ${[...missing].join(" or ")}: nothing was written. ` +
      "`pulumi-intune status --json` lists the tokens with their ids.",
  );
}
