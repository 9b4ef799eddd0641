/// Threads, time-outs and faults.
///
/// A [dev.obs.kernel.supervision.Supervisor] is given to every part that works in the background.
/// It makes the threads, calls foreign code under a limit, reports threads that do not work, and
/// logs faults without flooding the log or showing a secret. A
/// [dev.obs.kernel.supervision.Lifecycle] closes the parts in reverse.
///
/// Invariants: a worker survives every exception and error of a round. A foreign call that hangs is
/// left behind on a thread of its own. Of one cause at most one line is logged in a minute.
package dev.obs.kernel.supervision;
