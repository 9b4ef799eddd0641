package dev.obs.kernel.spool;

import java.util.SortedMap;

/// The contents of a lane's folder.
///
/// @param name the folder's name: sink and signal
/// @param waiting records that are synced and not settled
/// @param bytes that the segments take
/// @param deadLetters records in the file of dead letters
/// @param deadLetterBytes that it takes
/// @param replaying dead letters that wait to be taken up again
/// @param delivered records that the backend acknowledged since the folder was made
/// @param dropped records given up since then, by reason
public record LaneSummary(
    String name,
    long waiting,
    long bytes,
    long deadLetters,
    long deadLetterBytes,
    long replaying,
    long delivered,
    SortedMap<String, Long> dropped) {}
