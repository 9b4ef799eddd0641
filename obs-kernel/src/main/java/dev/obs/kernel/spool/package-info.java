/// The disk log of the lanes: records are kept from their sync until their backend has them.
///
/// # Files
///
///     PATH/                        mode 0700, one process at a time
///       lock                       locked while a process uses the spool; holds its id
///       SINK-SIGNAL/               one folder for each lane
///         0000000000000000512.segment   frames from sequence number 512 on
///         spare                    the next segment, made ahead, with a synced header
///         checkpoint               position and totals, in two slots
///         id                       tells the sequence numbers from those of other lanes; made if needed
///         dead-letters.jsonl       records that the backend rejected for good
///         replay.jsonl             dead letters that an operator wants to be sent again
///
/// Each record of a lane has a sequence number, counted from 0 since the folder was made. A segment
/// is named by the number of its first record. [dev.obs.kernel.spool.Segment] and
/// [dev.obs.kernel.spool.Frame] define the bytes of a segment,
/// [dev.obs.kernel.spool.CheckpointFile] those of the checkpoint.
///
/// # Threads
///
/// One thread appends and syncs, another reads and acknowledges. They share the list of segments
/// (lock of [dev.obs.kernel.spool.SegmentLog]) and the progress (lock of
/// [dev.obs.kernel.spool.Progress]). Nobody holds a lock while the disk works, except those of
/// files that one thread uses at a time: checkpoint, dead letters, and the folder.
///
/// # Write
///
/// Records are appended as frames to the last segment. A full segment is synced before the next one
/// starts. The next one is the spare, which only needs a rename, so that neither a lack of file
/// descriptors nor a full folder stops the log. If the lane's share or the disk is full, the oldest
/// segment is dropped, or the new records are, by configuration.
///
/// # Sync
///
/// Appended records are safe once [dev.obs.kernel.spool.LaneSpool#sync] returns. After a failed
/// write or sync nobody knows what the disk holds. So [dev.obs.kernel.spool.LaneSpool#rollback] cuts
/// the file at its last synced byte, and the log goes on in another file. A file whose sync failed
/// is never appended to again.
///
/// # Read
///
/// The reader gets frames up to the synced and published end, never further:
/// [dev.obs.kernel.spool.LaneSpool#read] takes the segment that holds the next record from the log,
/// [dev.obs.kernel.spool.LogReader] finds the next frame in it. A frame is returned only if both its
/// checksums match. Behind a damaged header the reader searches for the next one, byte by byte. A
/// gap in the sequence numbers is counted as `damaged` or `removed from the disk`.
///
/// # Delete
///
/// The reader acknowledges all records before a sequence number. A segment is deleted when the
/// position has passed all of it, and the checkpoint with that position is synced by then. Otherwise
/// the checkpoint is synced once in a sync interval, which bounds the repetitions after a loss of
/// power.
///
/// # Recovery
///
/// An earlier run may have written more than it synced. Recovery syncs the last segment, finds its
/// last whole frame, and continues in a new segment behind it. Other segments are known by their
/// names and are not read. The checkpoint of the higher generation counts; without one all records
/// wait again. Segments that the position has passed are deleted. A segment of a later version of
/// the format is refused, and nothing is changed.
///
/// # Invariants
///
/// - `position <= read <= synced end <= written end`, all of which only grow, except that a rollback
///   returns the written end to the synced end. No frame beyond the published end is returned.
/// - A synced record is delivered, dead-lettered, or counted as dropped with a reason, whatever
///   happens to the process. It is counted once: losses ahead of the position are booked when the
///   position passes them.
/// - One slot of the checkpoint is valid at any time: the slot that was synced last is not
///   overwritten before the other one is synced.
/// - Only files and folders that this user and root alone can change are used, and no link is
///   followed ([dev.obs.kernel.trust]).
/// - Folder, lock and files that somebody removes are made again with the next sync; after
///   [dev.obs.kernel.spool.LaneSpool#fence] no thread changes them any more.
/// - Every change of the disk goes through [dev.obs.kernel.spool.Disk], so that tests can make each
///   one fail, and the power with it.
package dev.obs.kernel.spool;
