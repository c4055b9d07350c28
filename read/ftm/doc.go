// Package ftm reads FollowTheMoney entities as JSON lines: one entity a line, of upstream's schemata or ours. An entity nested in
// a property becomes one of its own. What a schema does not know is kept and counted.
package ftm
