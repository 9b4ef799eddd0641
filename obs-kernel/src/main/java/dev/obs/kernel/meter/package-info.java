/// Meters whose callbacks cannot harm a collection.
///
/// OpenTelemetry's SDK calls the callbacks of asynchronous instruments one after the other while it
/// collects. One that throws an Error ends the collection, one that hangs keeps it, and every other
/// one, from ever ending. So the kernel puts a guard between: [dev.obs.kernel.meter.GuardedMeters]
/// wraps the SDK's meters, and each callback runs on a thread of its own into a buffer
/// ([dev.obs.kernel.meter.GuardedCallback]). The collection takes the buffer if the callback is
/// done in time and leaves it out otherwise.
///
/// The number of instruments is limited as well ([dev.obs.kernel.meter.LimitedMeters]), because
/// each holds memory until the process ends. Synchronous instruments within the limit are the SDK's
/// own, so that recording costs nothing more.
package dev.obs.kernel.meter;
