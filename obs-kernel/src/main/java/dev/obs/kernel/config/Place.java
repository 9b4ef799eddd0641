package dev.obs.kernel.config;

/// A place in the configuration file.
///
/// @param file the file as the user named it
/// @param line counted from 1
/// @param column counted from 1, in code points
record Place(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
