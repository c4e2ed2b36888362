import { unknownEntity } from "./errors";
import type { Handler } from "./request";

/** The answer to a request whose path names no organisation, or the tenant's own. Ids are compared without case. */
export function checkingOrganization(run: Handler): Handler {
  return (request) => {
    const { organizationId } = request.parameters;
    const own = request.context.settings.organizationId;
    if (organizationId !== undefined && organizationId.toLowerCase() !== own.toLowerCase()) {
      throw unknownEntity(organizationId);
    }
    return run(request);
  };
}
