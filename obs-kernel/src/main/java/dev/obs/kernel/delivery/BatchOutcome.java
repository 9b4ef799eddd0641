package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.Losses;

/// The outcome of a batch, as far as it is known.
///
/// @param delivered how many items were acknowledged
/// @param deadLettered how many were kept as dead letters
/// @param dropped the records that were given up
/// @param pending the indexes of the items that were left when the lane closed
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record BatchOutcome(int delivered, int deadLettered, Losses dropped, int[] pending) {}
