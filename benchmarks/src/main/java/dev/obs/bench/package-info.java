/// Obs measured beside its peers: the command, the plan of a run, and the suites.
///
/// Each side does the whole work of its row, and the README says what that is. Figures of different
/// runs are not comparable, those of one run are.
@NullMarked
package dev.obs.bench;

import org.jspecify.annotations.NullMarked;
