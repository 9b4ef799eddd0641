/// Figures, the targets that they are compared with, and the table that shows both.
@NullMarked
package dev.obs.bench.report;

import org.jspecify.annotations.NullMarked;
