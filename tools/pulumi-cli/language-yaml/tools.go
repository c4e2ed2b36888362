//go:build tools

// Package tools pins the YAML language host. It stands in a module of its own because its dependencies differ from the
// engine's.
package tools

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
