/// The entry point of the kernel and its life from start to close.
///
/// [dev.obs.kernel.Inventory] finds the extensions and reads the configuration; it opens nothing,
/// so commands use it alone. [dev.obs.kernel.Assembly] opens the parts in phases, and
/// [dev.obs.kernel.Kernel] is the running result.
///
/// Invariants: a start that fails closes exactly the parts that it opened. A close has a deadline,
/// runs once, and leaves no thread, no port and no global behind.
///
/// A package uses only packages of later lines:
///
/// | packages | |
/// |---|---|
/// | `kernel` | entry point and life |
/// | `runtime` | opens the extensions |
/// | `pipeline` | connects OpenTelemetry's SDK |
/// | `extension`, `incident`, `log` | discovery; incidents; log records |
/// | `delivery`, `health`, `meter`, `operation` | lanes; checks; guarded meters; operations |
/// | `spool`, `extension.otel` | the disk log; adapters of exporters |
/// | `config`, `supervision`, `trust` | settings; threads and faults; trusted files |
package dev.obs.kernel;
