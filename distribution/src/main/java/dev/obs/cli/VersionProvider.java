package dev.obs.cli;

import dev.obs.kernel.Version;
import picocli.CommandLine.IVersionProvider;

/// The output of `obs --version`.
final class VersionProvider implements IVersionProvider {
  VersionProvider() {}

  @Override
  public String[] getVersion() {
    return new String[] {
      "obs " + Version.CURRENT, "Java " + Runtime.version(),
    };
  }
}
