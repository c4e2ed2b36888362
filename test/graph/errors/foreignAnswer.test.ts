import { describeForeign } from "../../../src/graph/errors/foreignAnswer";

const described = (body: string, contentType: string | null = null, status = 404) =>
  describeForeign({
    status,
    body,
    header: (name) => (name.toLowerCase() === "content-type" ? contentType : null),
    host: "graph.microsoft.com",
  });

test.each([
  ["nothing", "", "an empty answer (from graph.microsoft.com)"],
  ["white space", " \r\n", "an empty answer (from graph.microsoft.com)"],
  [
    "a page with a title",
    "<!DOCTYPE html><html><head><title>Sign in</title></head></html>",
    'a web page with the title "Sign in", not an answer from Microsoft Graph (from graph.microsoft.com)',
  ],
  [
    "a page without one",
    "<HTML><body>No.</body>",
    "a web page, not an answer from Microsoft Graph (from graph.microsoft.com)",
  ],
  [
    "a page whose title is empty",
    "<html><title> </title>",
    "a web page, not an answer from Microsoft Graph (from graph.microsoft.com)",
  ],
  [
    "JSON that says why",
    '{"error":"access_denied"}',
    'JSON that is not from Microsoft Graph, which says "access_denied" (from graph.microsoft.com)',
  ],
  [
    "JSON of a gateway's",
    '{"statusCode":404,"message":"Resource not found"}',
    'JSON that is not from Microsoft Graph, which says "Resource not found" (from graph.microsoft.com)',
  ],
  ["other JSON", "[]", "JSON that is not from Microsoft Graph (from graph.microsoft.com)"],
  ["text", "Bad gateway", "text that is not from Microsoft Graph (from graph.microsoft.com)"],
])("an answer is told to be %s", (_what, body, description) => {
  expect(described(body)).toBe(description);
});

test("a page may be known by its type alone", () => {
  expect(described("No.", "text/HTML; charset=utf-8")).toMatch(/^a web page,/);
});

test("a title is cleaned, on one line, with its entities, and cut", () => {
  const title = (text: string) => described(`<html><title lang="en">${text}</title>`);
  expect(title("\n  Caf&#233;\u202E &amp; \u001B[31mBar \n")).toContain('"Café\uFFFD & Bar"');
  expect(title("a".repeat(5000))).toMatch(/"a{99}…"/);
});

test("without a host none is named", () => {
  expect(describeForeign({ status: 404, header: () => null, body: "" })).toBe("an empty answer");
});

test.each([301, 302, 307, 308])("a redirect (%s) is called that, whatever it has in it", (status) => {
  expect(described("<html><title>Moved</title>", null, status)).toBe(
    "the service redirects to another address. Credentials aren't sent there",
  );
});
