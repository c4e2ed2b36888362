//go:build tools

// Package tools pins the Pulumi engine that the tests and `npm start` run, so that a checked-in go.sum vouches for it.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
