package dev.obs.http.listener;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The elements of a header such as `Accept` or `Accept-Encoding`: values with parameters and a
/// weight (RFC 9110, section 12.4.2). Invalid elements are ignored, as the RFC recommends for a
/// server.
///
/// @param elements the elements in the order of the header
record Preferences(List<Element> elements) {

  /// One element.
  ///
  /// @param value the value in lower case
  /// @param parameters the parameters other than the weight, by names in lower case
  /// @param weight the weight, 0 (refused) to 1
  record Element(String value, Map<String, String> parameters, double weight) {
    /// Returns whether the parameter `version` is absent or one of these; none stands for any.
    boolean hasVersion(List<String> versions) {
      String version = parameters.getOrDefault("version", "");
      return versions.isEmpty() || version.isEmpty() || versions.contains(version);
    }
  }

  static Preferences parse(String header) {
    List<Element> elements = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      String[] fields = part.split(";", -1);
      String value = fields[0].strip().toLowerCase(Locale.ROOT);
      Map<String, String> parameters = new HashMap<>();
      double weight = 1;
      for (int i = 1; i < fields.length; i++) {
        int equals = fields[i].indexOf('=');
        if (equals > 0) {
          String argument = fields[i].substring(equals + 1).strip();
          String name = fields[i].substring(0, equals).strip().toLowerCase(Locale.ROOT);
          if (name.equals("q")) {
            weight = weight(argument);
          } else {
            parameters.put(name, argument.replace("\"", ""));
          }
        }
      }
      if (!value.isEmpty()) {
        elements.add(new Element(value, Map.copyOf(parameters), weight));
      }
    }
    return new Preferences(List.copyOf(elements));
  }

  /// Returns the greatest weight that the header assigns to a value, or -1 if the header does not
  /// contain it.
  double weightOf(String value, List<String> versions) {
    double weight = -1;
    for (Element element : elements) {
      if (element.value.equals(value) && element.hasVersion(versions)) {
        weight = Math.max(weight, element.weight);
      }
    }
    return weight;
  }

  /// Returns a parameter of the element of a value with the greatest weight, empty if none.
  String parameter(String value, String name, List<String> versions) {
    String parameter = "";
    double weight = 0;
    for (Element element : elements) {
      if (element.value.equals(value) && element.hasVersion(versions) && element.weight > weight) {
        weight = element.weight;
        parameter = element.parameters.getOrDefault(name, "");
      }
    }
    return parameter;
  }

  /// Returns whether the header contains a value.
  boolean name(String value) {
    return elements.stream().anyMatch(element -> element.value.equals(value));
  }

  private static double weight(String text) {
    try {
      double weight = Double.parseDouble(text);
      return weight >= 0 && weight <= 1 ? weight : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
