package dev.obs.cli;

import picocli.CommandLine.IVersionProvider;

/// The output of `obs --version`.
final class VersionProvider implements IVersionProvider {
  VersionProvider() {}

  @Override
  public String[] getVersion() {
    return DirectStart.version().toArray(String[]::new);
  }
}
