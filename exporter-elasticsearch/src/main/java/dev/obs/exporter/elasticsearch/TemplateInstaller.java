package dev.obs.exporter.elasticsearch;

import static java.lang.System.Logger.Level.WARNING;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import dev.obs.exporter.elasticsearch.BulkAnswer.Unavailable;
import dev.obs.http.sender.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The step before the first documents: it creates the index template unless one of that name
/// exists, which may be an operator's version.
///
/// Documents wait for a cluster that does not answer, because the first of them would create the
/// index without the template. They do not wait for privileges, and for nothing more often than
/// [#ATTEMPTS] times.
///
/// Not thread-safe.
final class TemplateInstaller {
  private static final int ATTEMPTS = 5;

  private final Hosts hosts;
  private final System.Logger logger;
  private @Nullable IndexTemplate missing; // null if nothing is left to do
  private boolean created; // now the index is still to be looked at
  private int attempts;

  /// @param template the template, or null if none is wanted
  TemplateInstaller(Hosts hosts, @Nullable IndexTemplate template, System.Logger logger) {
    this.hosts = hosts;
    this.missing = template;
    this.logger = logger;
  }

  /// Creates the template if that is still to be done.
  ///
  /// @return the reason to wait, empty if documents can be sent
  Optional<Unavailable> install() throws InterruptedException {
    IndexTemplate template = missing;
    return template == null ? Optional.empty() : install(template);
  }

  private Optional<Unavailable> install(IndexTemplate template) throws InterruptedException {
    boolean waits = ++attempts <= ATTEMPTS;
    Unavailable trouble;
    try {
      Optional<Unavailable> unavailable = created ? Optional.empty() : create(template);
      if (created) {
        unavailable = review(template);
      }
      if (unavailable.isEmpty()) {
        missing = null;
        return Optional.empty();
      }
      trouble = unavailable.get();
    } catch (IOException unanswered) {
      trouble = new Unavailable(String.valueOf(unanswered.getMessage()), Duration.ZERO);
    }
    if (waits) {
      return Optional.of(trouble);
    }
    if (!created) {
      warn(template, trouble.reason());
    }
    return Optional.empty();
  }

  /// Creates the template and reports a refusal.
  ///
  /// @return the reason to wait, empty if there is nothing left to create
  private Optional<Unavailable> create(IndexTemplate template)
      throws IOException, InterruptedException {
    Answer answer = put(template);
    Optional<Unavailable> unavailable = unavailable(answer);
    created = answer.status() / 100 == 2;
    if (unavailable.isEmpty() && !created && !saysExists(answer)) {
      warn(template, Reason.full("http " + answer.status(), AnswerReader.error(answer.body())));
    }
    return unavailable;
  }

  private static Optional<Unavailable> unavailable(Answer answer) {
    return isPassing(answer.status()) && BulkAnswer.of(answer, 0) instanceof Unavailable unavailable
        ? Optional.of(unavailable)
        : Optional.empty();
  }

  /// Returns whether the cluster may answer otherwise a little later.
  private static boolean isPassing(int status) {
    return status == 401 || status == 429 || status >= 500;
  }

  /// Puts the first form of the template that the server knows.
  private Answer put(IndexTemplate template) throws IOException, InterruptedException {
    String path = "/_index_template/" + Target.segment(template.name()) + "?create=true";
    List<byte[]> bodies = template.bodies();
    Answer first = hosts.send("PUT", path, bodies.getFirst());
    Answer answer = first;
    for (int i = 1; i < bodies.size() && answer.status() == 400 && !saysExists(answer); i++) {
      answer = hosts.send("PUT", path, bodies.get(i));
    }
    // the first refusal has the reason
    return answer.status() == 400 && !saysExists(answer) ? first : answer;
  }

  /// Warns if the index is older than its template.
  ///
  /// @return the reason to wait, empty if the answer is known
  private Optional<Unavailable> review(IndexTemplate template)
      throws IOException, InterruptedException {
    String index = "/" + Target.segment(template.index()) + "?filter_path=none";
    Answer answer = hosts.send("GET", index, new byte[0]);
    if (answer.status() == 200) {
      logger.log(
          WARNING,
          "index {0} existed before the index template {1}, which applies from the next index on:"
              + " roll it over or delete it",
          template.index(),
          template.name());
    }
    return unavailable(answer);
  }

  private static boolean saysExists(Answer answer) {
    ServerError error = AnswerReader.error(answer.body());
    return answer.status() == 400 && error.reason().contains("already exists");
  }

  private void warn(IndexTemplate template, String reason) {
    logger.log(
        WARNING,
        "index template {0} is missing, so {1} may refuse records: {2}; grant the privilege"
            + " manage_index_templates, or create it (docs/elasticsearch.md) and set"
            + " index_template: false",
        template.name(),
        template.index(),
        reason);
  }
}
