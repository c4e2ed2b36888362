import { appleVolumePurchaseProgramToken as older } from "../../src/definitions/appleVolumePurchaseProgramToken";
import type { Property } from "../../src/definitions/entity";
import { vppToken } from "../../src/definitions/vppToken";

// Microsoft's packages of types dropped the entity long ago, so its table is held against that of its successor.

/** The older name of a property that was renamed. */
const olderNames: Readonly<Record<string, string>> = { vppTokenAccountType: "volumePurchaseProgramTokenAccountType" };
const successors = Object.entries<Property>(vppToken.properties)
  .filter(([, row]) => row.versions.includes("v1.0"))
  .map(([name, row]) => ({ name: olderNames[name] ?? name, row }));

const rows = Object.entries<Property>(older.properties);

/** What a row says, but for the versions it is in and the members of beta. */
const said = ({ versions: _, betaMembers: __, ...rest }: Property) => rest;

describe("the definition of appleVolumePurchaseProgramToken", () => {
  test("has the properties of vppToken's v1.0, one of them under its older name", () => {
    expect(rows.map(([name]) => name).sort()).toEqual(successors.map(({ name }) => name).sort());
  });

  test("says of each property what vppToken says, but for a state that came later", () => {
    const table: Readonly<Record<string, Property>> = older.properties;
    for (const { name, row } of successors) {
      const members = row.members?.filter((member) => member !== "assignedToExternalMDM");
      const expected = { ...said(row), ...(members === undefined ? {} : { members }) };
      expect({ name, ...(table[name] && said(table[name])) }).toEqual({ name, ...expected });
    }
    expect(vppToken.properties.state.members).toContain("assignedToExternalMDM");
  });

  test("is in beta alone, and takes no other apiVersion", () => {
    expect(rows.filter(([, row]) => row.versions.join() !== "beta")).toEqual([]);
    expect(older.options.apiVersion.members).toEqual(["beta"]);
  });

  test("lives in an organization, under permissions of its own time", () => {
    expect(older.collection.match(/\{\w+\}/g)).toEqual(Object.keys(older.pathParameters).map((name) => `{${name}}`));
    expect(older.permissions.write).toEqual(["DeviceManagementServiceConfiguration.ReadWrite.All"]);
  });

  test("takes the same care of an uploaded token and of its apps, under the same options", () => {
    expect(older.upload).toEqual(vppToken.upload);
    expect(older.deleteGuard).toEqual(vppToken.deleteGuard);
    expect(Object.keys(older.options)).toEqual(
      expect.arrayContaining(["tokenFrom", "skipTokenChecks", "renewalWarningDays", "forceDestroy"]),
    );
  });
});
