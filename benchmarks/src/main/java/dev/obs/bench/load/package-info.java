/// Load at a steady rate in a JVM of its own: log lines and spans, with CPU time of the process per
/// record that arrived.
///
/// A saturated benchmark would not do: Obs refuses records when a queue is full while loggers
/// block, and a refused record is cheap.
@NullMarked
package dev.obs.bench.load;

import org.jspecify.annotations.NullMarked;
