import * as pulumi from "../pulumi";

/** Pulumi's own import doesn't reach dynamic resources, so the id goes to the provider among the arguments. */
export function splitImport(opts: pulumi.CustomResourceOptions | undefined): {
  opts: pulumi.CustomResourceOptions;
  adoption: Readonly<Record<string, unknown>>;
} {
  const { import: id, ...rest } = opts ?? {};
  // An empty text asks the check for what an adoption will do; what isn't asked isn't kept in the state either.
  const asked = pulumi.isDryRun() ? "" : undefined;
  return { opts: rest, adoption: id === undefined ? {} : { __import: id, __adoption: asked } };
}

/** Says at a preview what an adoption will do: the check notes it among the arguments. */
export function sayAdoption(resource: pulumi.Resource): void {
  const { __adoption: note } = resource as { __adoption?: pulumi.Output<string | undefined> };
  if (!note || !pulumi.isDryRun()) return;
  note.apply(async (text) => {
    if (text) await pulumi.log.info(text, resource);
  });
}
