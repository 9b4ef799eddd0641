/// Delivers the records of each signal to each sink: signals, lanes, retries, dead letters and
/// accounts.
///
/// # Signals
///
/// A [dev.obs.kernel.delivery.Signal] is the row that describes one kind of record: name, sinks,
/// settings, size, and format on disk. Only `config` has a row of its own, because it validates the
/// lists of exporters before anything is open.
///
/// # Lanes
///
/// A lane belongs to one sink and one signal, so a backend that is down or slow affects no other.
/// Applications only call [dev.obs.kernel.delivery.Lane#offer], which neither waits nor throws: the
/// record enters a queue bounded in records and bytes, or is refused.
///
/// Lanes of both kinds deliver in the same way: one thread takes a
/// [dev.obs.kernel.delivery.Batch], hands it to the exporter, and settles it before the next one.
/// They differ in the source of the batch and in its settlement. A
/// [dev.obs.kernel.delivery.MemoryLane] takes its batches off the queue:
///
///     queue --> Delivery --> exporter
///
/// A [dev.obs.kernel.delivery.SpooledLane] has a second thread and a log on disk between them:
///
///     queue --> SpoolWriter --> LaneSpool --> SpoolReader --> Delivery --> exporter
///                    |                                           ^
///                    +-------- Handover, while the spool fails --+
///
/// - **Write.** The writer gathers for a sync interval, appends the records as frames, syncs once,
///   and accepts them. If the disk fails it rolls back, tries once in another file, and then hands
///   the records over to the delivering thread. They count as `unprotected`.
/// - **Sync.** A record is accepted when it is synced, not before.
/// - **Read.** The reader decodes the frames up to the published end into batches, and counts frames
///   that are damaged or removed. It gives up a segment only after several attempts to read an open
///   file.
/// - **Acknowledge.** After each batch the lane moves the position of the spool on. A process that
///   is killed sends the last batch again: delivery is at least once.
/// - **Recovery.** The records that an earlier run left count as `recovered`. Dead letters that
///   were written before the position moved are recognised by their sequence numbers.
/// - **Stalled disk.** If the disk hangs for five seconds, the delivering thread takes records
///   directly from the queue.
///
/// # Outcome of a batch
///
/// [dev.obs.kernel.delivery.Delivery] repeats a batch with exponential backoff until each record is
/// delivered or given up. The outcome of one record never changes the outcome of its neighbours: a
/// batch that is refused for good, or at which the exporter throws, is divided until the bad record
/// is alone ([dev.obs.kernel.delivery.Batch]). That record becomes a dead letter, or is dropped
/// where there is no room for one.
///
/// # Accounts
///
/// The [dev.obs.kernel.delivery.Ledger] of a lane balances at any quiet moment:
///
///     offered  = refused + queued + accepted
///     accepted = delivered + dead-lettered + dropped (by reason) + waiting
///
/// # Invariants
///
/// - An exporter is called by one thread, never twice at a time, and closed once, by its lane.
/// - Memory is bounded by the limit of the lane, records in delivery included. A lack of memory makes
///   batches smaller for a while and loses nothing: the next round goes on with the batch, and a
///   batch is settled once.
/// - Whatever an exporter throws ends neither the lane nor its thread.
/// - A flush or close ends by its deadline. A thread that hangs is interrupted, then left behind, and
///   its records are counted as dropped unless they are on disk.
package dev.obs.kernel.delivery;
