import { generate } from "selfsigned";

/** In PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const made = new Map<string, Promise<Certificate>>();

/**
 * A certificate of its own authority for these hosts, the same one for every test of a file: making a key takes half a second.
 *
 * @param commonName Whose it says it is.
 * @param hosts The hosts that it is for.
 */
export function certificateFor(commonName: string, hosts: readonly string[]): Promise<Certificate> {
  const which = [commonName, ...hosts].join(" ");
  const certificate = made.get(which) ?? make(commonName, hosts);
  made.set(which, certificate);
  return certificate;
}

async function make(commonName: string, hosts: readonly string[]): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: "commonName", value: commonName }], {
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { cert, key };
}
