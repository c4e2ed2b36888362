const { createHash } = require("node:crypto");

/**
 * What is declared of each token: the same for every contender. programs/terraform/main.tf says it again.
 *
 * @param {{ first: number, count: number, country: string }} which
 */
function tokens({ first, count, country }) {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const content = {
      token: createHash("sha512").update(String(number)).digest("hex"),
      expDate: new Date(Date.UTC(2098, 0, 1, 0, number)).toISOString().replace(".000", ""),
      orgName: "Contoso",
    };
    return {
      name: `token-${number}`,
      args: {
        token: Buffer.from(JSON.stringify(content)).toString("base64"),
        appleId: `vpp-${number}@contoso.example`,
        vppTokenAccountType: /** @type {const} */ ("business"),
        countryOrRegion: country,
        automaticallyUpdateApps: true,
      },
    };
  });
}

exports.tokens = tokens;

// A stack's program is told by variables, since both it and Terraform's can read those without a cost of their own.
exports.declared = tokens({
  first: Number(process.env.BENCH_FIRST ?? 0),
  count: Number(process.env.BENCH_TOKENS ?? 0),
  country: String(process.env.BENCH_COUNTRY),
});
