"""The shop's own HTTP interface, version 1: plain resources, problem details, minor units."""
