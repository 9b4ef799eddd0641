/// Encoders of spans and log records, each for the records of its own tracer and logger.
///
/// The records come in 16 batches of 512 with texts of their own, so that no encoder meets the same
/// objects in every call.
@NullMarked
package dev.obs.bench.encode;

import org.jspecify.annotations.NullMarked;
