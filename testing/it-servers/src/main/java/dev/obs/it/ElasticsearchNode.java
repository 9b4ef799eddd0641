package dev.obs.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/// The child process of [ElasticsearchServer]: one node that runs until its standard input ends, so
/// that it never outlives the tests.
final class ElasticsearchNode {
  static final String READY = "elasticsearch listens";
  private static final String NAME = "it";

  private ElasticsearchNode() {}

  /// Runs the node.
  ///
  /// @param args the folder of its jars and modules, the folder of its data, the HTTP port
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Path own = Path.of(args[1]);
    LogConfigurator.setNodeName(NAME);
    LogConfigurator.configureWithoutConfig(Settings.EMPTY);
    LogConfigurator.configureESLogging();
    try (Node node = node(home, own, args[2])) {
      node.start();
      System.out.println(READY);
      while (System.in.read() >= 0) {
        // only the end of the input matters
      }
    }
  }

  private static Node node(Path home, Path own, String port) throws IOException {
    Path configuration = Files.createDirectories(own.resolve("config"));
    Settings settings =
        Settings.builder()
            .put("path.home", home)
            .put("path.data", own.resolve("data"))
            .put("path.logs", own.resolve("logs"))
            .put("node.name", NAME)
            .put("cluster.name", NAME)
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", port)
            .put("transport.port", "0")
            // a full disk of the build machine must not fail the tests
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), configuration, () -> NAME);
    PluginsLoader plugins =
        PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false),
            Map.of(),
            false);
    return new Node(environment, plugins);
  }
}
