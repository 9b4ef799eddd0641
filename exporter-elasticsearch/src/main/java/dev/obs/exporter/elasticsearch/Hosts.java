package dev.obs.exporter.elasticsearch;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The nodes of a cluster. One node is used as long as it answers; when it does not, or reports an
/// overload or failure, the next node gets the next request. `first` selects the first node, so
/// that processes do not all start with the same one.
///
/// Not thread-safe.
final class Hosts implements AutoCloseable {
  /// The query that reduces a response to the required fields: some 25 bytes for each accepted
  /// item.
  private static final String BULK =
      "/_bulk?filter_path=items.*.status,items.*.error.type,items.*.error.reason,"
          + "error.type,error.reason";

  private static final Target ANY = new Target("any", List.of());

  private final List<Node> nodes;
  private int current;

  Hosts(List<Node> nodes, int first) {
    this.nodes = nodes;
    this.current = first % nodes.size();
  }

  /// A node of the cluster.
  ///
  /// @param path the path of its URL, empty or without a slash at its end
  record Node(HttpSender sender, String path) {}

  /// Reads the settings. Its only I/O is reading certificates.
  static Hosts of(ExtensionContext context, Target target) throws SettingException {
    List<URI> hosts = context.get(ElasticsearchSettings.HOSTS);
    List<HttpSenderBuilder> senders = senders(context, target);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < senders.size(); i++) {
      String path = URI.create(base(hosts.get(i))).getRawPath();
      nodes.add(new Node(senders.get(i).in(context).build(), path));
    }
    return new Hosts(nodes, (int) (ProcessHandle.current().pid() % nodes.size()));
  }

  /// Finds the settings that [#of] refuses.
  static void validate(Settings settings, Target target) throws SettingException {
    List<HttpSenderBuilder> unused = senders(settings, target);
  }

  /// Finds all settings that [#of] refuses, whatever the target.
  static void validate(Settings settings, Consumer<SettingException> refused) {
    Validation validation = new Validation(refused).check(() -> requireHost(settings));
    Credentials.validate(settings, validation);
    for (URI host : settings.get(ElasticsearchSettings.HOSTS)) {
      validation.check(() -> bulk(host, ANY));
    }
    ElasticsearchSettings.SENDER.validate(settings, refused);
  }

  private static void requireHost(Settings settings) throws SettingException {
    if (settings.get(ElasticsearchSettings.HOSTS).isEmpty()) {
      throw new SettingException(ElasticsearchSettings.HOSTS, "hosts is empty; name a node");
    }
  }

  private static List<HttpSenderBuilder> senders(Settings settings, Target target)
      throws SettingException {
    List<URI> hosts = settings.get(ElasticsearchSettings.HOSTS);
    requireHost(settings);
    Optional<Credentials> credentials = Credentials.of(settings);
    List<HttpSenderBuilder> senders = new ArrayList<>();
    for (URI host : hosts) {
      HttpSenderBuilder sender =
          ElasticsearchSettings.SENDER
              .sender(settings, ElasticsearchSettings.HOSTS, bulk(host, target))
              .contentType("application/x-ndjson");
      if (credentials.isPresent()) {
        sender.authorization(credentials.get().setting(), credentials.get().value());
      }
      senders.add(sender);
    }
    return senders;
  }

  /// Sends documents to the current node.
  ///
  /// @throws IOException if there was no response
  Answer send(byte[] body) throws IOException, InterruptedException {
    return send(node -> node.sender().send(body));
  }

  /// Sends another request to the current node.
  ///
  /// @param path the path below that of the node
  /// @throws IOException if there was no response
  Answer send(String method, String path, byte[] json) throws IOException, InterruptedException {
    return send(node -> node.sender().send(method, node.path() + path, json));
  }

  private Answer send(Request request) throws IOException, InterruptedException {
    boolean answered = false;
    try {
      Answer answer = request.to(nodes.get(current));
      answered = answer.status() < 500;
      return answer;
    } finally {
      if (!answered) {
        current = (current + 1) % nodes.size();
      }
    }
  }

  @FunctionalInterface
  private interface Request {
    Answer to(Node node) throws IOException, InterruptedException;
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.sender().close());
  }

  private static URI bulk(URI host, Target target) throws SettingException {
    if (host.getRawQuery() != null || host.getRawFragment() != null) {
      throw new SettingException(
          ElasticsearchSettings.HOSTS, "a host has no '?' or '#'; write https://host:9200");
    }
    try {
      URI uri = URI.create(base(host) + "/" + Target.segment(target.name()) + BULK);
      HttpSender.to(uri);
      return uri;
    } catch (IllegalArgumentException unusable) {
      throw new SettingException(
          ElasticsearchSettings.HOSTS, "a host cannot be used: " + unusable.getMessage());
    }
  }

  private static String base(URI host) {
    return host.toString().replaceFirst("/+$", "");
  }
}
