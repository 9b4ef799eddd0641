package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The text of a secret with references to files, which is resolved again when a file changes.
/// Files that cannot be used leave the earlier text in use, with one warning. Listeners get a new
/// text before its first use, so that they can hide it.
///
/// Thread-safe.
final class FileSecret implements Supplier<String> {
  private final Substitution.Again source;
  private final Predicate<String> fits;
  private final List<Path> files;
  private final List<Consumer<Collection<String>>> listeners = new CopyOnWriteArrayList<>();
  private String text;
  private List<String> seen = List.of();
  private String warned = "";

  /// @param source resolves the text again
  /// @param fits tests a new text
  /// @param read the text that was read first; the first use reads the files again, because they
  ///   may have changed in between
  FileSecret(Substitution.Again source, Predicate<String> fits, Substitution.Resolved read) {
    this.source = source;
    this.fits = fits;
    this.files = read.files();
    this.text = read.text();
  }

  /// Adds a listener that gets the texts to hide before a new text is used.
  void onChange(Consumer<Collection<String>> listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized String get() {
    List<String> now = stamps();
    if (!now.equals(seen)) {
      seen = now;
      renew();
    }
    return text;
  }

  private void renew() {
    try {
      Substitution.Resolved read = source.resolve();
      if (read.text().isBlank() || !fits.test(read.text())) {
        warn("the text of " + names() + " cannot be used");
        return;
      }
      List<String> texts = new ArrayList<>(read.inserted());
      texts.add(read.text());
      listeners.forEach(listener -> listener.accept(texts));
      text = read.text();
      warned = "";
    } catch (Substitution.UnresolvedException unreadable) {
      warn(String.valueOf(unreadable.getMessage()));
    }
  }

  private String names() {
    return String.join(", ", files.stream().map(file -> Echo.quote(file.toString())).toList());
  }

  private void warn(String problem) {
    if (!problem.equals(warned)) {
      warned = problem;
      System.getLogger("dev.obs")
          .log(Level.WARNING, "{0}; the earlier secret stays in use", problem);
    }
  }

  /// Returns the states of the files. Links are followed, because a mounted secret is replaced by
  /// another target of a link.
  private List<String> stamps() {
    return files.stream().map(FileSecret::stamp).toList();
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException absent) {
      return "absent";
    }
  }
}
