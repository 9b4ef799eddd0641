/// Applications that the image is compared with.
@NullMarked
package dev.obs.bench.app;

import org.jspecify.annotations.NullMarked;
