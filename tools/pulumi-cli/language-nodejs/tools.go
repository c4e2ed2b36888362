//go:build tools

// Package tools pins the last published Node and Python language hosts. It stands in a module of its own because its
// version differs from the engine's.
package tools

import (
	_ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
	_ "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"
)
