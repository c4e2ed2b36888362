// As most programs begin: they take the whole of Pulumi's SDK, as the empty program does.
require("@pulumi/pulumi");
require("../ours");
