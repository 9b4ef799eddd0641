package dev.obs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A part of a page between two comments, which is made from the program.
///
/// With `-Ddocs.update=true` a check writes the part; otherwise it compares.
///
/// @param page the file
/// @param name the name in both comments
record GeneratedRegion(Path page, String name) {

  /// Fails if the page holds another text.
  void check(String expected) throws IOException {
    String text = Files.readString(page);
    String begin = "<!-- begin " + name + " (generated) -->\n";
    String end = "<!-- end " + name + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new AssertionError(page + " has no comments '" + begin.strip() + "' and '" + end + "'");
    }
    String before = text.substring(0, from + begin.length());
    String after = text.substring(to);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(page, before + expected + after);
    } else if (!text.equals(before + expected + after)) {
      String actual = text.substring(from + begin.length(), to);
      throw new AssertionError(
          """
          the %s in %s are not those of the program; write them with
            mvn -pl distribution -am test -Dtest='*ReferenceTest' -Ddocs.update=true
          %s\
          """
              .formatted(name, page, difference(actual, expected)));
    }
  }

  private static String difference(String actual, String expected) {
    String[] found = actual.split("\n", -1);
    String[] wanted = expected.split("\n", -1);
    int line = 0;
    while (line < found.length && line < wanted.length && found[line].equals(wanted[line])) {
      line++;
    }
    return "first difference, page:    "
        + (line < found.length ? found[line] : "")
        + "\nfirst difference, program: "
        + (line < wanted.length ? wanted[line] : "");
  }
}
