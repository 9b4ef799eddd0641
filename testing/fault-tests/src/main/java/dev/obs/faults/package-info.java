/// What faults are made with and judged by, outside the kernel: a proxy that breaks connections
/// ([FaultProxy]), a backend that keeps a ledger ([LedgerBackend]), an application in a process of
/// its own that can be killed ([Load], [LoadProcess]) and what holds its accounts against the
/// ledger ([Oracle]).
@NullMarked
package dev.obs.faults;

import org.jspecify.annotations.NullMarked;
