const intune = require("pulumi-intune/native");
const { declared } = require("../tokens");

for (const { name, args } of declared) new intune.VppToken(name, args);
