package dev.obs.cli.deploy;

import java.util.regex.Pattern;

/// The languages of the deployment files, each with its own way to write a value. The program that
/// consumes a file reads the same value back.
enum Language {
  /// YAML 1.1 and 1.2, read the same.
  YAML {
    @Override
    String inQuotes(char quote, String before, String value) {
      return switch (quote) {
        case '"' -> escaped(value);
        case '\'' -> value.replace("'", "''");
        case COMMENT -> value;
        default -> throw unquoted(before, value);
      };
    }
  },
  /// YAML in which a `$` begins a variable, and `$$` is a `$`.
  COMPOSE {
    @Override
    String inQuotes(char quote, String before, String value) {
      return YAML.inQuotes(quote, before, value.replace("$", "$$"));
    }
  },
  /// An instruction in JSON form. In `VOLUME`, Docker reads each element as a shell word again.
  DOCKERFILE {
    @Override
    String inQuotes(char quote, String before, String value) {
      if (quote != '"') {
        throw unquoted(before, value);
      }
      return escaped(
          before.startsWith("VOLUME ") ? WORD_SIGN.matcher(value).replaceAll("\\\\$0") : value);
    }
  },
  /// Code spans and addresses in angle brackets, which have no escapes, so that people see `?` in
  /// place of a backtick; and shell commands with quotes.
  MARKDOWN {
    @Override
    String inQuotes(char quote, String before, String value) {
      if (COMMAND.matcher(before).lookingAt() && quote == '\'') {
        return value.replace("'", "'\\''");
      }
      boolean inCode = before.chars().filter(sign -> sign == '`').count() % 2 == 1;
      boolean inAddress = before.lastIndexOf('<') > before.lastIndexOf('>');
      if (inCode || inAddress) {
        return UNREADABLE.matcher(value).replaceAll("?");
      }
      throw unquoted(before, value);
    }
  },
  /// Strings of JSON.
  JSON {
    @Override
    String inQuotes(char quote, String before, String value) {
      if (quote == '"') {
        return escaped(value);
      }
      throw unquoted(before, value);
    }
  };

  /// A value that is the same text in each language, with quotes and without.
  private static final Pattern SAFE =
      Pattern.compile("[A-Za-z0-9/](?:[A-Za-z0-9._/-]*[A-Za-z0-9/])?");

  /// The characters that have a meaning in a shell word.
  private static final Pattern WORD_SIGN = Pattern.compile("[\\\\'\"$]");

  /// The start of a command line in a block of code.
  private static final Pattern COMMAND = Pattern.compile("(?:amtool|curl|promtool) ");

  /// The characters that end a code span or its line.
  private static final Pattern UNREADABLE = Pattern.compile("[`\\p{Cntrl}]");

  private static final char NONE = 0;
  private static final char COMMENT = '#';

  /// Returns the language of a file.
  ///
  /// @param file its path among the deployment files, with `/`
  static Language of(String file) {
    if (file.equals("compose.yml")) {
      return COMPOSE;
    }
    if (file.endsWith(".yml") || file.endsWith(".yaml")) {
      return YAML;
    }
    if (file.startsWith("Dockerfile")) {
      return DOCKERFILE;
    }
    return file.endsWith(".md") ? MARKDOWN : JSON;
  }

  /// Returns a value for a place inside a line.
  ///
  /// @param before the line's text before the place
  /// @throws IllegalStateException if the place has no quotes and the value needs them
  String write(String before, String value) {
    return SAFE.matcher(value).matches() ? value : inQuotes(quote(before), before, value);
  }

  /// Returns a value as a text of YAML or JSON, with its quotes.
  String quoted(String value) {
    return '"' + inQuotes('"', "", value) + '"';
  }

  /// @param quote the sign that opened the string of the place, or [#NONE], or [#COMMENT]
  abstract String inQuotes(char quote, String before, String value);

  /// Escapes a value for double quotes; YAML and JSON share these escapes.
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    value
        .codePoints()
        .forEach(sign -> {
          if (sign == '"' || sign == '\\') {
            text.append('\\').append((char) sign);
          } else if (isPlain(sign)) {
            text.appendCodePoint(sign);
          } else {
            text.append("\\u%04x".formatted(sign));
          }
        });
    return text.toString();
  }

  /// Returns whether a character needs no escape. An escape holds one `char`; parsers accept all
  /// others as they are.
  private static boolean isPlain(int sign) {
    return switch (Character.getType(sign)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          sign > Character.MAX_VALUE;
      default -> true;
    };
  }

  /// Returns the sign that opened the string at the end of a text.
  private static char quote(String before) {
    char open = NONE;
    for (int i = 0; i < before.length(); i++) {
      char sign = before.charAt(i);
      if (open == '"' && sign == '\\') {
        i++;
      } else if (open == NONE && sign == '#' && (i == 0 || before.charAt(i - 1) == ' ')) {
        return COMMENT;
      } else if (open == NONE && (sign == '"' || sign == '\'')) {
        open = sign;
      } else if (open == sign) {
        open = NONE;
      }
    }
    return open;
  }

  private static IllegalStateException unquoted(String before, String value) {
    return new IllegalStateException("no quotes for '" + value + "' after: " + before);
  }
}
