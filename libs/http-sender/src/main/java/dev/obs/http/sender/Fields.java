package dev.obs.http.sender;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The header fields of a response, in their order. Names are in lower case.
final class Fields {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /// Adds a line of a head. A line that begins with a space continues the previous one.
  void add(String line) throws ProtocolException {
    int colon = line.indexOf(':');
    if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
      if (values.isEmpty()) {
        throw new ProtocolException("a header begins with a space");
      }
      values.add(values.removeLast() + " " + line.strip());
    } else if (colon <= 0 || line.charAt(colon - 1) == ' ') {
      throw new ProtocolException("a header has no name");
    } else {
      names.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
      values.add(line.substring(colon + 1).strip());
    }
  }

  Optional<String> first(String name) {
    int index = names.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values.get(index));
  }

  /// Returns the elements of a list, which may be divided among several fields, in lower case.
  List<String> elements(String name) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        for (String element : values.get(i).split(",", -1)) {
          elements.add(element.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    elements.removeIf(String::isEmpty);
    return elements;
  }
}
