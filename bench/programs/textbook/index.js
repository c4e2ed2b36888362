const pulumi = require("@pulumi/pulumi");
const { VppToken } = require("./vppToken");
const { declared } = require("../tokens");

for (const { name, args } of declared) {
  new VppToken(name, { ...args, token: pulumi.secret(args.token) });
}
