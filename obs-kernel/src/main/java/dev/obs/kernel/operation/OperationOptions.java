package dev.obs.kernel.operation;

/// The limits of operations.
///
/// @param names the number of names that have a summary of their own
/// @param notes how many entries of metadata an operation keeps
/// @param cpu whether CPU time is measured
public record OperationOptions(int names, int notes, boolean cpu) {}
