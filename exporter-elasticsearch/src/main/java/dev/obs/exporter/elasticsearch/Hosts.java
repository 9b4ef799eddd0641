package dev.obs.exporter.elasticsearch;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  private final List<HttpSender> senders;
  private int current;

  Hosts(List<HttpSender> senders, int first) {
    this.senders = senders;
    this.current = first % senders.size();
  }

  /// Reads the settings. Its only I/O is reading certificates.
  static Hosts of(ExtensionContext context, Target target) throws SettingException {
    List<HttpSender> senders = new ArrayList<>();
    for (HttpSenderBuilder sender : senders(context, target)) {
      senders.add(sender.in(context).build());
    }
    return new Hosts(senders, (int) (ProcessHandle.current().pid() % senders.size()));
  }

  /// Finds the settings that [#of] refuses.
  static void validate(Settings settings, Target target) throws SettingException {
    List<HttpSenderBuilder> _ = senders(settings, target);
  }

  private static List<HttpSenderBuilder> senders(Settings settings, Target target)
      throws SettingException {
    List<URI> hosts = settings.get(ElasticsearchSettings.HOSTS);
    if (hosts.isEmpty()) {
      throw new SettingException(ElasticsearchSettings.HOSTS, "hosts is empty; name a node");
    }
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

  /// Sends to the current node.
  ///
  /// @throws IOException if there was no response
  Answer send(byte[] body) throws IOException, InterruptedException {
    boolean answered = false;
    try {
      Answer answer = senders.get(current).send(body);
      answered = answer.status() < 500;
      return answer;
    } finally {
      if (!answered) {
        current = (current + 1) % senders.size();
      }
    }
  }

  @Override
  public void close() {
    senders.forEach(HttpSender::close);
  }

  private static URI bulk(URI host, Target target) throws SettingException {
    if (host.getRawQuery() != null || host.getRawFragment() != null) {
      throw new SettingException(
          ElasticsearchSettings.HOSTS, "a host has no '?' or '#'; write https://host:9200");
    }
    String base = host.toString().replaceFirst("/+$", "");
    try {
      URI uri = URI.create(base + "/" + target.name() + BULK);
      HttpSender.to(uri);
      return uri;
    } catch (IllegalArgumentException unusable) {
      throw new SettingException(
          ElasticsearchSettings.HOSTS, "a host cannot be used: " + unusable.getMessage());
    }
  }
}
