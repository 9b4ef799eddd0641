package dev.obs.kernel.log;

/// The names of the kernel's own loggers: `dev.obs` and `dev.obs.` with the type of an extension,
/// which contains no dot. Their lines go to the console only.
public final class OwnLoggers {
  /// The name of the kernel's logger.
  public static final String ROOT = "dev.obs";

  private static final String PREFIX = ROOT + ".";

  private OwnLoggers() {}

  /// Returns the name of the logger of an extension.
  ///
  /// @param type the type of the extension, such as `otlp`
  public static String of(String type) {
    return PREFIX + type;
  }

  static boolean contains(String logger) {
    return logger.equals(ROOT)
        || (logger.startsWith(PREFIX) && logger.indexOf('.', PREFIX.length()) < 0);
  }
}
