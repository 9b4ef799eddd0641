import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A runner of google-java-format over every Java file below a folder, in one process.
///
/// Started in source mode by Maven: `java -cp FORMATTER build/Format.java check|apply ROOT STAMP`.
/// `check` names the files that are not formatted; `apply` formats them. STAMP exists afterwards if
/// all are well; a check skips the files that have not changed since then.
final class Format {
  private static final Set<String> SKIPPED = Set.of("target", ".git", ".mvn", "node_modules");

  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    Path stamp = Path.of(args[2]);
    FileTime now = FileTime.fromMillis(System.currentTimeMillis());
    List<String> files = javaFiles(root, apply ? FileTime.fromMillis(0) : lastCheck(stamp));
    if (files.isEmpty() || format(apply, root, files)) {
      Files.createDirectories(stamp.getParent());
      Files.writeString(stamp, "");
      Files.setLastModifiedTime(stamp, now);
    } else {
      Files.deleteIfExists(stamp);
    }
  }

  private static FileTime lastCheck(Path stamp) throws IOException {
    return Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.fromMillis(0);
  }

  private static List<String> javaFiles(Path root, FileTime since) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")
                && attributes.lastModifiedTime().compareTo(since) >= 0) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean format(boolean apply, Path root, List<String> files) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    arguments.addAll(files);
    StringWriter unformatted = new StringWriter();
    int exit =
        new Main(new PrintWriter(unformatted), new PrintWriter(System.err, true), System.in)
            .format(arguments.toArray(String[]::new));
    unformatted
        .toString()
        .lines()
        .forEach(file -> System.err.println("not formatted: " + root.relativize(Path.of(file))));
    return exit == 0;
  }
}
