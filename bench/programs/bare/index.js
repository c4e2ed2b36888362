// The least that a resource of a dynamic provider can be: its provider does nothing, and asks nobody.
const { CustomResource } = require("@pulumi/pulumi/resource");

class Bare extends CustomResource {}
new Bare("pulumi-nodejs:dynamic/bench:Bare", "bare", {
  __provider: "exports.handler=()=>({create:async()=>({id:'bare',outs:{}})})",
});
