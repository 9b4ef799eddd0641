/// The vocabulary of Obs: health, lanes, extensions, operations, incidents and secrets as immutable
/// values, and [dev.obs.model.SafeText], which describes objects of others without ever throwing.
///
/// This package uses no other package of Obs; `dev.obs.spi` uses it, and `dev.obs.api` uses both. A
/// value that may be unknown is an `Optional`; durations are [java.time.Duration], and no number or
/// empty reference stands for "unknown".
package dev.obs.model;
