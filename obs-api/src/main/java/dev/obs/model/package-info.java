/// The vocabulary of Obs: health, lanes, extensions, operations, incidents and secrets as immutable
/// values, and [dev.obs.model.SafeText], which describes foreign objects without throwing.
///
/// This package uses no other package of Obs; `dev.obs.spi` uses it, and `dev.obs.api` uses both. A
/// value that may be unknown is an `Optional`; durations are [java.time.Duration]. No number and no
/// empty reference means "unknown".
package dev.obs.model;
