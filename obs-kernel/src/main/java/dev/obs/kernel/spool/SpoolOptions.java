package dev.obs.kernel.spool;

import java.nio.file.Path;
import java.time.Duration;

/// The settings of a spool.
///
/// @param path its folder
/// @param maxSize bytes that all its lanes may take together, in equal shares
/// @param syncInterval how long a record waits at most for its sync
/// @param dropOldest whether the oldest records make room for new ones when it is full; else new
///   ones are dropped
/// @param deadLetterSize bytes that the dead letters of a lane may take
public record SpoolOptions(
    Path path, long maxSize, Duration syncInterval, boolean dropOldest, long deadLetterSize) {}
