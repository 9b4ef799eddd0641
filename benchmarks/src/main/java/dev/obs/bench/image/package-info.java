/// The linked image and whole processes: start, memory, size, requests, idle time and commands.
///
/// CPU time and memory come from `/proc`, so these lines need Linux.
@NullMarked
package dev.obs.bench.image;

import org.jspecify.annotations.NullMarked;
