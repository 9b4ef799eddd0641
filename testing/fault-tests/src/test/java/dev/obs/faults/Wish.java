package dev.obs.faults;

import java.util.function.Supplier;

/// A `Retry-After` and the wait that it should lead to.
///
/// @param header made when it is sent
/// @param least milliseconds
/// @param most milliseconds, with much room for a busy machine
/// @param ends whether the wait ends while somebody looks
record Wish(Supplier<String> header, long least, long most, boolean ends) {}
