package dev.obs.faults;

import java.util.function.Supplier;

/// A `Retry-After` and the expected delay.
///
/// @param header creates the header when it is sent
/// @param least the minimum in milliseconds
/// @param most the maximum in milliseconds, with a wide margin for a busy machine
/// @param ends whether the delay ends during the test
record RetryAfterCase(Supplier<String> header, long least, long most, boolean ends) {}
