import { discoveryOptions } from "../../../src/graph/auth/credentials";
import { clouds } from "../../../src/graph/config/clouds";

test.each(Object.values(clouds))(
  "credentials: Microsoft's own sign-in host $authorityHost is discovered",
  ({ authorityHost }) => {
    expect(discoveryOptions(authorityHost)).toEqual({});
  },
);

test("credentials: another sign-in host isn't looked up at Microsoft's, which doesn't know it", () => {
  expect(discoveryOptions("https://login.contoso.example")).toEqual({ disableInstanceDiscovery: true });
});
