package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.kernel.config.yaml.Node;
import dev.obs.kernel.config.yaml.Place;
import dev.obs.kernel.config.yaml.TextFile;
import dev.obs.spi.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces `${VAR}`, `${VAR:-default}` and `${file:/path}` in the text of a value; `$$` is a
/// dollar sign. A text that was put in is not resolved again, so that no value can bring in
/// another.
final class Substitution {
  private static final int FILE_LIMIT = 64 * 1024;

  /// The text in place of a file or variable that is there only where the service will run.
  static final String OF_ELSEWHERE = "known where it runs";

  /// A text with its references replaced.
  ///
  /// @param text the text to use
  /// @param written the text as it is in the file
  /// @param own the text without what was put in
  /// @param inserted the texts of files and variables that were put in
  /// @param hidden whether it holds the text of a file, which is taken for a secret
  record Resolved(String text, String written, String own, List<String> inserted, boolean hidden) {
    /// Text that may be beside a reference: a scheme such as `Bearer`, or a name.
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z][\\w-]*[ :=] *");

    static Resolved literal(String text) {
      return new Resolved(text, text, text, List.of(), false);
    }

    /// Whether anything was put in.
    boolean substituted() {
      return !inserted.isEmpty();
    }

    /// Whether a part of it is known only where the service will run.
    boolean deferred() {
      return inserted.contains(OF_ELSEWHERE);
    }

    /// Whether the file itself says what it is, if only as a default.
    boolean isLiteral() {
      return !own.isBlank() && !(substituted() && PREFIX.matcher(own).matches());
    }

    /// The text for a message: what was put in may be a secret, so then it is the reference.
    String echo(Scalar<?> scalar) {
      return substituted() ? "the value of " + Echo.quote(written) : Secrets.echo(scalar, written);
    }
  }

  private final Map<String, String> environment;
  private final @Nullable Path folder;
  private final boolean elsewhere;
  private final LayerBuilder layer;

  /// @param folder where relative paths start
  /// @param elsewhere whether the service will run in another place than here: then no file is
  ///   read, and what a variable holds that is not set here is not known
  /// @param layer gets the errors
  Substitution(
      Map<String, String> environment,
      @Nullable Path folder,
      boolean elsewhere,
      LayerBuilder layer) {
    this.environment = environment;
    this.folder = folder;
    this.elsewhere = elsewhere;
    this.layer = layer;
  }

  /// The resolved text, or null after an error was noted.
  @Nullable Resolved resolve(Node.Text node) {
    String text = node.text();
    if (text.indexOf('$') < 0) {
      return Resolved.literal(text);
    }
    StringBuilder out = new StringBuilder(text.length());
    StringBuilder own = new StringBuilder();
    List<String> inserted = new ArrayList<>();
    boolean hidden = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c != '$' || (next != '$' && next != '{')) {
        out.append(c);
        own.append(c);
      } else if (next == '$') {
        out.append('$');
        own.append('$');
        i++;
      } else {
        int end = text.indexOf('}', i);
        if (end < 0) {
          error(node.place(), "'${' without '}'; write '$$' for a dollar sign");
          return null;
        }
        String reference = text.substring(i + 2, end);
        String value =
            reference.startsWith("file:")
                ? file(reference.substring("file:".length()), node.place())
                : variable(reference, node.place());
        if (value == null) {
          return null;
        }
        int colon = reference.indexOf(":-");
        own.append(colon < 0 ? "" : reference.substring(colon + 2));
        inserted.add(value);
        hidden |= reference.startsWith("file:") || value.equals(OF_ELSEWHERE);
        out.append(value);
        i = end;
      }
    }
    return new Resolved(out.toString(), text, own.toString(), List.copyOf(inserted), hidden);
  }

  private @Nullable String variable(String reference, Place place) {
    int colon = reference.indexOf(":-");
    String name = colon < 0 ? reference : reference.substring(0, colon);
    if (!isName(name)) {
      error(
          place,
          Echo.quote(name)
              + " is not the name of an environment variable; write ${NAME},"
              + " ${NAME:-default} or ${file:/path}, and '$$' for a dollar sign");
      return null;
    }
    String value = environment.get(name);
    if (colon >= 0) {
      return value == null || value.isEmpty() ? reference.substring(colon + 2) : value;
    }
    if (value == null && elsewhere) {
      return OF_ELSEWHERE;
    }
    if (value == null) {
      error(
          place,
          "environment variable "
              + Echo.clean(name)
              + " is not set; set it, or write ${"
              + Echo.clean(name)
              + ":-default}");
    }
    return value;
  }

  private @Nullable String file(String name, Place place) {
    try {
      Path path = Path.of(name);
      if (elsewhere) {
        return OF_ELSEWHERE;
      }
      String text = TextFile.read(folder == null ? path : folder.resolve(path), FILE_LIMIT);
      return text.endsWith("\r\n")
          ? text.substring(0, text.length() - 2)
          : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (InvalidPathException invalid) {
      error(place, "not a path: " + Echo.quote(name));
    } catch (TextFile.UnreadableException unreadable) {
      error(place, "file " + Echo.quote(name) + ": " + unreadable.getMessage());
    }
    return null;
  }

  private void error(Place place, String message) {
    layer.add(Finding.error(place, message));
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
