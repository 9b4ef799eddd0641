package dev.obs.exporter.elasticsearch;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.SettingException;
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
    List<URI> hosts = context.get(ElasticsearchSettings.HOSTS);
    if (hosts.isEmpty()) {
      throw new SettingException(ElasticsearchSettings.HOSTS, "hosts is empty; name a node");
    }
    Optional<Credentials> credentials = Credentials.of(context);
    List<HttpSender> senders = new ArrayList<>();
    for (URI host : hosts) {
      senders.add(sender(context, bulk(host, target), credentials));
    }
    return new Hosts(senders, (int) (ProcessHandle.current().pid() % senders.size()));
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

  private static HttpSender sender(
      ExtensionContext context, URI uri, Optional<Credentials> credentials)
      throws SettingException {
    HttpSenderBuilder sender =
        ElasticsearchSettings.SENDER
            .open(context, ElasticsearchSettings.HOSTS, uri)
            .contentType("application/x-ndjson");
    if (credentials.isPresent()) {
      sender.authorization(credentials.get().setting(), credentials.get().value());
    }
    return sender.build();
  }
}
