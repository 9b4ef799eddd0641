package dev.obs.link;

import java.io.IOException;

/// The linker's command line, called by the build.
///
/// ```text
/// --output DIR           the folder for the image
/// --name NAME            name of the launcher
/// --main MODULE/CLASS    the main class of the launcher
/// --jar FILE             a module to choose from; may be repeated
/// --jars FILE            a file with a list of jars, separated as a class path is
/// --add-modules A,B      modules to link in addition to the main one; may be repeated
/// --optional A:B         module B is optional for module A; may be repeated
/// --jvm-option OPTION    an option for the JVM; may be repeated
/// --compress zip-N       0 (fast) to 9 (small, the default)
/// --file PATH=FILE       an additional file of the image, or a folder; may be repeated
/// --own-file PATH=FILE   a file that custom images do not get; may be repeated
/// --train MODULE/CLASS   creates an AOT cache from a run of this class
/// --train-argument ARG   an argument of that run; may be repeated
/// --keep-modules true    keeps the modules and the recipe, from which [CustomMain] links
/// ```
public final class Main {
  private Main() {}

  /// Exits with 0, with 1 if the image cannot be linked, or with 2 if the options are invalid.
  public static void main(String[] args) throws InterruptedException {
    try {
      ImageOptions options = new ImageOptions(args);
      new ImageBuilder(options.spec(), line -> System.out.println("[link] " + line))
          .build(options.output());
    } catch (IllegalArgumentException e) {
      fail(e, 2);
    } catch (LinkException e) {
      fail(e, 1);
    } catch (IOException e) {
      fail(e, 1);
    }
  }

  private static void fail(Exception e, int exit) {
    System.err.println("[link] error: " + (e instanceof IOException ? e : e.getMessage()));
    System.exit(exit);
  }
}
