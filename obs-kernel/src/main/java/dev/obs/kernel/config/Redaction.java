package dev.obs.kernel.config;

import dev.obs.model.SafeText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Replaces secrets in texts by `(hidden)`, in one pass over the text however many secrets there
/// are. A secret that was cut off at the end of a text is found by its beginning.
///
/// Immutable.
public final class Redaction implements UnaryOperator<String> {
  /// The least part of a secret that is recognized at the end of a text.
  private static final int BEGINNING = 8;

  private static final int BUCKETS = 128;

  private final SecretForm[][] byFirst = new SecretForm[BUCKETS][];
  private final List<SecretForm> forms;

  /// @param secrets the secrets in use, as they are written or sent
  Redaction(Collection<String> secrets) {
    forms =
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
    forms.forEach(form -> buckets.get(form.text().charAt(0) % BUCKETS).add(form));
    for (int i = 0; i < BUCKETS; i++) {
      byFirst[i] = buckets.get(i).toArray(SecretForm[]::new);
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
    if (forms.isEmpty()) {
      return text;
    }
    StringBuilder out = null;
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      SecretForm found = at(text, i);
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
    return withoutBeginning(whole);
  }

  private @Nullable SecretForm at(String text, int index) {
    for (SecretForm form : byFirst[text.charAt(index) % BUCKETS]) {
      if (form.isAt(text, index)) {
        return form;
      }
    }
    return null;
  }

  /// Hides the beginning of a secret before the end of the text or its ellipsis.
  private String withoutBeginning(String text) {
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
