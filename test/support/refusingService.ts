import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A service that answers every request in the same way, as Graph does when it refuses. */
export async function startRefusingService(
  status: number,
  body: unknown,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json", "request-id": requestId });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export const requestId = "5e0a3b7c-0000-4000-8000-000000000001";

/** An error in Graph's shape, as its documentation gives it. */
export function graphError(code: string, message: string) {
  return {
    error: {
      code,
      message,
      innerError: { date: "2026-11-01T00:00:00", "request-id": requestId, "client-request-id": "c" },
    },
  };
}
