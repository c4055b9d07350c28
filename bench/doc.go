// Package bench measures: what docs/benchmarks.md holds is what its benchmarks print. It may import every room.
package bench
