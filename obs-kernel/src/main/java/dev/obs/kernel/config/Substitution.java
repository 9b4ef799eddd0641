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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Replaces `${VAR}`, `${env:VAR}`, `${VAR:-default}` and `${file:/path}` in the text of a value;
/// `$$` is a dollar sign. A text that was put in is not resolved again, so that no value can bring
/// in another.
final class Substitution {
  private static final int FILE_LIMIT = 64 * 1024;
  private static final String ESCAPE = "$$";
  private static final String OPEN = "${";
  private static final String FILE = "file:";
  private static final String ENV = "env:";
  private static final String DEFAULT = ":-";
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*:[A-Za-z_]");

  /// The text in place of a file or variable that is there only where the service will run.
  static final String OF_ELSEWHERE = "known where it runs";

  /// A text with its references replaced.
  ///
  /// @param text the text to use
  /// @param written the text as it is in the file
  /// @param own the text without what was put in
  /// @param inserted the texts of files and variables that were put in
  /// @param files the files whose texts were put in
  /// @param hidden whether it holds the text of a file, which is taken for a secret
  record Resolved(
      String text,
      String written,
      String own,
      List<String> inserted,
      List<Path> files,
      boolean hidden) {
    /// Text that may be beside a reference: a scheme such as `Bearer`, or a name.
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z][\\w-]*[ :=] *");

    static Resolved literal(String text) {
      return new Resolved(text, text, text, List.of(), List.of(), false);
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

  /// The resolved text, or null after an error was noted. References are looked for in the pieces
  /// between escapes, as the data model of OpenTelemetry's configuration orders.
  @Nullable Resolved resolve(Node.Text node) {
    String text = node.text();
    if (text.indexOf('$') < 0) {
      return Resolved.literal(text);
    }
    Output out = new Output();
    int from = 0;
    for (int escape = text.indexOf(ESCAPE); escape >= 0; escape = text.indexOf(ESCAPE, from)) {
      if (!resolve(text, from, escape, node.place(), out)) {
        return null;
      }
      out.literal("$");
      from = escape + ESCAPE.length();
    }
    return resolve(text, from, text.length(), node.place(), out) ? out.resolved(text) : null;
  }

  /// Resolves a text again, such as after a change of its files.
  interface Again {
    Resolved resolve() throws UnresolvedException;
  }

  /// A text cannot be resolved any more.
  static final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String message) {
      super(message);
    }
  }

  /// Returns a resolver of the same text for later, with the same variables.
  Again again(Node.Text node) {
    return () -> {
      LayerBuilder fresh = new LayerBuilder();
      Resolved resolved = new Substitution(environment, folder, elsewhere, fresh).resolve(node);
      if (resolved == null) {
        throw new UnresolvedException(
            fresh.build().findings().stream()
                .filter(Finding::isError)
                .map(Finding::message)
                .collect(Collectors.joining("; ")));
      }
      return resolved;
    };
  }

  /// Resolves the references of a piece; answers false after an error was noted.
  private boolean resolve(String text, int from, int to, Place place, Output out) {
    int at = from;
    for (int start = text.indexOf(OPEN, at);
        start >= 0 && start < to;
        start = text.indexOf(OPEN, at)) {
      int end = text.indexOf('}', start);
      if (end < 0) {
        error(place, "'${' without '}'; write '$$' for a dollar sign");
        return false;
      }
      if (end >= to) {
        break; // an escape is in between, so this is not a reference
      }
      out.literal(text.substring(at, start));
      if (!reference(text.substring(start + OPEN.length(), end), place, out)) {
        return false;
      }
      at = end + 1;
    }
    out.literal(text.substring(at, to));
    return true;
  }

  private boolean reference(String reference, Place place, Output out) {
    boolean secret = reference.startsWith(FILE);
    String name = reference.startsWith(ENV) ? reference.substring(ENV.length()) : reference;
    int colon = name.indexOf(DEFAULT);
    String fallback = secret || colon < 0 ? null : name.substring(colon + DEFAULT.length());
    String value =
        secret
            ? file(name.substring(FILE.length()), place, out)
            : variable(colon < 0 ? name : name.substring(0, colon), fallback, place);
    if (value == null) {
      return false;
    }
    out.own.append(colon < 0 ? "" : name.substring(colon + DEFAULT.length()));
    out.inserted.add(value);
    out.hidden |= secret || value.equals(OF_ELSEWHERE);
    out.text.append(value);
    return true;
  }

  private @Nullable String variable(String name, @Nullable String fallback, Place place) {
    if (PREFIX.matcher(name).lookingAt()) {
      error(
          place,
          "unknown prefix in "
              + Echo.quote(name)
              + "; write ${env:NAME} for a variable or ${file:/path} for a file");
      return null;
    }
    if (!isName(name)) {
      error(
          place,
          Echo.quote(name)
              + " is not the name of an environment variable; write ${NAME},"
              + " ${NAME:-default} or ${file:/path}, and '$$' for a dollar sign");
      return null;
    }
    String value = environment.get(name);
    if (fallback != null) {
      validate(name, fallback, place);
      return value == null || value.isEmpty() ? fallback : value;
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

  private void validate(String name, String fallback, Place place) {
    if (fallback.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      error(place, "the default of " + name + " has a line break or another control character");
    } else if (fallback.indexOf('{') >= 0) {
      layer.add(
          Finding.notice(
              place,
              "the default of "
                  + name
                  + " ends at the first '}', and references in it are not resolved"));
    }
  }

  private @Nullable String file(String name, Place place, Output out) {
    try {
      Path path = folder == null ? Path.of(name) : folder.resolve(Path.of(name));
      if (elsewhere) {
        return OF_ELSEWHERE;
      }
      String text = TextFile.read(path, FILE_LIMIT);
      out.files.add(path);
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

  /// The parts of a text that is being resolved.
  private static final class Output {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder own = new StringBuilder();
    private final List<String> inserted = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private boolean hidden;

    void literal(String piece) {
      text.append(piece);
      own.append(piece);
    }

    Resolved resolved(String written) {
      return new Resolved(
          text.toString(),
          written,
          own.toString(),
          List.copyOf(inserted),
          List.copyOf(files),
          hidden);
    }
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
