package dev.obs.spring;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.spi.ConfigurationSource;
import dev.obs.spi.ConfigurationValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// The properties of Spring's environment below `obs`, each with its origin as its place. Of
/// several values of a property the one of the strongest property source counts; a list is taken
/// from one source as a whole, as Spring does.
final class SpringSource implements ConfigurationSource {
  /// The properties of the starter itself.
  static final String ENABLED = "enabled";

  static final String FILE = "config";

  private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("obs");
  private static final Set<String> OWN = Set.of(ENABLED, FILE);

  /// The sections that variables can set; other variables that begin with `OBS_` have meanings of
  /// their own.
  private static final Set<String> OF_VARIABLES = Set.of("telemetry", "health");

  private final ConfigurableEnvironment environment;
  private final @Nullable String serviceName;

  /// @param serviceName the name of the service unless a property sets it, or null
  SpringSource(ConfigurableEnvironment environment, @Nullable String serviceName) {
    this.environment = environment;
    this.serviceName = serviceName;
  }

  @Override
  public String name() {
    return "Spring's environment";
  }

  @Override
  public ConfigurationValue.Mapping read() {
    PropertyTree root = new PropertyTree(PREFIX.toString());
    List<Problem> problems = new ArrayList<>();
    for (ConfigurationProperty property : properties()) {
      String place = place(property);
      try {
        String text = environment.resolveRequiredPlaceholders(String.valueOf(property.getValue()));
        root.put(property.getName().subName(1), text, place);
      } catch (IllegalArgumentException unresolved) {
        problems.add(new Problem(place, unresolved.getMessage() + "; set it, or give a default"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    if (serviceName != null) {
      root.putIfAbsent("telemetry", "service_name", serviceName, "spring.application.name");
    }
    return root.mapping();
  }

  /// The properties, those with fewer words first.
  private List<ConfigurationProperty> properties() {
    Map<ConfigurationPropertyName, ConfigurationProperty> found = new TreeMap<>();
    Map<ConfigurationPropertyName, ConfigurationPropertySource> lists = new HashMap<>();
    for (ConfigurationPropertySource source :
        ConfigurationPropertySources.from(environment.getPropertySources())) {
      if (source instanceof IterableConfigurationPropertySource iterable) {
        iterable.stream()
            .filter(name -> isSetting(name, source))
            .filter(name -> isWhole(name, source, lists))
            .forEach(name -> {
              ConfigurationProperty property = source.getConfigurationProperty(name);
              if (property != null) {
                found.putIfAbsent(name, property);
              }
            });
      }
    }
    List<ConfigurationProperty> sorted = new ArrayList<>(found.values());
    sorted.sort(Comparator.comparingInt(property -> property.getName().getNumberOfElements()));
    return sorted;
  }

  private static boolean isSetting(
      ConfigurationPropertyName name, ConfigurationPropertySource source) {
    if (!PREFIX.isAncestorOf(name)) {
      return false;
    }
    String first = name.getElement(1, ConfigurationPropertyName.Form.UNIFORM);
    return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
        ? OF_VARIABLES.contains(first)
        : !OWN.contains(first);
  }

  /// Whether the property is not an element of a list that a stronger source has.
  private static boolean isWhole(
      ConfigurationPropertyName name,
      ConfigurationPropertySource source,
      Map<ConfigurationPropertyName, ConfigurationPropertySource> lists) {
    for (int i = 1; i < name.getNumberOfElements(); i++) {
      if (name.isNumericIndex(i)) {
        return lists.computeIfAbsent(name.chop(i), list -> source).equals(source);
      }
    }
    return true;
  }

  private static String place(ConfigurationProperty property) {
    Origin origin = property.getOrigin();
    return origin == null ? property.getName().toString() : origin.toString();
  }
}
