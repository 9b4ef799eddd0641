/// The limit of the number of instruments. Synchronous instruments within it are the SDK's own, so
/// that recording costs nothing more.
@NullMarked
package dev.obs.kernel.metric;

import org.jspecify.annotations.NullMarked;
