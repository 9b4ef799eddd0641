package dev.obs.spi;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/// A network service. Started last, closed first.
public non-sealed interface Endpoint extends Extension {

  /// Binds and serves.
  ///
  /// @param kernel a read-only view; reading it waits only for the first samples of the probes, a
  ///   second at most
  /// @throws SettingException if a setting turns out to be unusable, such as a port that is taken
  Listener open(ExtensionContext context, KernelView kernel) throws Exception;

  /// A bound endpoint, which serves until it is closed.
  interface Listener extends AutoCloseable {

    /// Returns the addresses that it serves, for the start-up report.
    List<URI> addresses();

    /// Stops serving; requests in progress have a second to finish.
    @Override
    void close() throws IOException;
  }
}
