/// Operations and spans: the same work on Obs, on each peer and by hand.
///
/// Every side has a queue of 65,536 records behind it and batches of 8,192, and a sink that counts
/// the records and forgets them, so that no figure contains the price of refusing a record. The
/// benchmark reports the share that was refused all the same.
@NullMarked
package dev.obs.bench.operation;

import org.jspecify.annotations.NullMarked;
