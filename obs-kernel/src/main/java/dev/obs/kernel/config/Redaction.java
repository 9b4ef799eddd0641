package dev.obs.kernel.config;

import dev.obs.model.SafeText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Replaces secrets in texts by `(hidden)`, in one pass over the text however many secrets there
/// are. A secret that was cut off at the end of a text is found by its beginning. Secrets are added
/// when their files change; earlier ones stay hidden.
///
/// Thread-safe.
public final class Redaction implements UnaryOperator<String> {
  /// The least part of a secret that is recognized at the end of a text.
  private static final int BEGINNING = 8;

  private static final int BUCKETS = 128;

  private final Set<String> secrets;
  private volatile Forms forms;

  /// @param secrets the secrets in use, as they are written or sent
  Redaction(Collection<String> secrets) {
    this.secrets = new LinkedHashSet<>(secrets);
    this.forms = Forms.of(secrets);
  }

  /// Adds secrets to those that are hidden.
  synchronized void add(Collection<String> more) {
    if (secrets.addAll(more)) {
      forms = Forms.of(secrets);
    }
  }

  /// The forms of the secrets, and the same by their first characters.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Forms(List<SecretForm> all, SecretForm[][] byFirst) {
    static Forms of(Collection<String> secrets) {
      List<SecretForm> all =
          secrets.stream()
              .flatMap(secret -> SecretForm.of(secret).stream())
              .distinct()
              // the longest first, so that nothing of it is left
              .sorted(Comparator.comparingInt((SecretForm form) -> form.text().length()).reversed())
              .toList();
      List<List<SecretForm>> buckets = new ArrayList<>();
      for (int i = 0; i < BUCKETS; i++) {
        buckets.add(new ArrayList<>());
      }
      all.forEach(form -> buckets.get(form.text().charAt(0) % BUCKETS).add(form));
      SecretForm[][] byFirst = new SecretForm[BUCKETS][];
      for (int i = 0; i < BUCKETS; i++) {
        byFirst[i] = buckets.get(i).toArray(SecretForm[]::new);
      }
      return new Forms(all, byFirst);
    }

    @Nullable SecretForm at(String text, int index) {
      for (SecretForm form : byFirst[text.charAt(index) % BUCKETS]) {
        if (form.isAt(text, index)) {
          return form;
        }
      }
      return null;
    }
  }

  /// Hides the user information and the query of a URL.
  public static Redaction of(URI url) {
    Secrets secrets = new Secrets();
    secrets.note(new Parsed(url, SafeText.url(url)), url.toString());
    return new Redaction(secrets.texts());
  }

  @Override
  public String apply(String text) {
    Forms known = forms;
    if (known.all().isEmpty()) {
      return text;
    }
    StringBuilder out = null;
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      SecretForm found = known.at(text, i);
      if (found == null) {
        i++;
        continue;
      }
      int start = Math.max(copied, found.start(text, i));
      int end = found.end(text, i);
      out = out == null ? new StringBuilder(text.length()) : out;
      out.append(text, copied, start).append(Parsed.HIDDEN);
      copied = end;
      i = end;
    }
    String whole = out == null ? text : out.append(text, copied, text.length()).toString();
    return withoutBeginning(whole, known.all());
  }

  /// Hides the beginning of a secret before the end of the text or its ellipsis.
  private static String withoutBeginning(String text, List<SecretForm> forms) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '\u2026')) {
      end--;
    }
    for (SecretForm form : forms) {
      int longest = Math.min(form.text().length() - 1, end);
      for (int length = longest; length >= BEGINNING; length--) {
        if (text.regionMatches(end - length, form.text(), 0, length)) {
          return text.substring(0, end - length) + Parsed.HIDDEN + text.substring(end);
        }
      }
    }
    return text;
  }
}
