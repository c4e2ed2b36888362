// The least that a Pulumi program can be.
require("@pulumi/pulumi");
