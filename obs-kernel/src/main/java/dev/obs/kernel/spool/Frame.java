package dev.obs.kernel.spool;

/// Some records as the spool keeps them.
///
/// @param first the sequence number of the first record
/// @param count how many records it holds
/// @param payload an OTLP export request that holds them in order
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Frame(long first, int count, byte[] payload) {}
