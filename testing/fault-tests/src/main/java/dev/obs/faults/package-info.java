/// The tools of fault tests, outside the kernel: a proxy that breaks connections ([FaultProxy]), a
/// backend that keeps a ledger ([LedgerBackend]), an application in a separate process that can be
/// killed ([Load], [LoadProcess]) and the comparison of its accounts with the ledger ([Oracle]).
@NullMarked
package dev.obs.faults;

import org.jspecify.annotations.NullMarked;
