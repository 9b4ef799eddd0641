package dev.obs.testkit;

import dev.obs.api.Secret;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Plugins that are each wrong in one way, as the kit meets them.
final class BrokenTraceSinks {
  private BrokenTraceSinks() {}

  /// With an exporter that is broken.
  abstract static class Broken extends TraceSinkConformance {

    abstract Exporter<SpanData> exporter(URI endpoint, String token) throws Exception;

    @Override
    protected TraceSink sink() {
      return new SampleTraceSink() {
        @Override
        public Exporter<SpanData> open(ExtensionContext context) throws Exception {
          return exporter(
              context.get(ENDPOINT), context.find(TOKEN).map(Secret::reveal).orElse(""));
        }
      };
    }

    @Override
    protected Backend backend() throws IOException {
      return SampleTraceSink.backend();
    }
  }

  static class ConnectsInOpen extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) throws IOException {
      new Socket(endpoint.getHost(), endpoint.getPort()).close();
      return new SampleExporter(endpoint, token);
    }
  }

  static class DropsTheLast extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        String body(List<SpanData> batch) {
          return super.body(batch.subList(0, Math.max(1, batch.size() - 1)));
        }
      };
    }
  }

  static class CutsLongValues extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        String body(List<SpanData> batch) {
          return super.body(batch).replaceAll("(\"[^\"]{1024})[^\"]*\"", "$1\"");
        }
      };
    }
  }

  static class MangledText extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        String body(List<SpanData> batch) {
          return super.body(batch).replaceAll("[^\\x00-\\x7f]", "?");
        }
      };
    }
  }

  static class DeliversToNobody extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        ExportResult result(HttpResponse<String> response) {
          return ExportResult.delivered();
        }
      };
    }
  }

  static class RetriesForEver extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          ExportResult result = super.export(batch);
          while (result instanceof ExportResult.Retry) {
            Thread.sleep(50);
            result = super.export(batch);
          }
          return result;
        }
      };
    }
  }

  static class SwallowsInterrupts extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          while (closed.getCount() > 0) {
            try {
              return super.export(batch);
            } catch (InterruptedException | IOException again) {
              Thread.interrupted();
            }
          }
          return new ExportResult.Retry("closed");
        }

        @Override
        public void close() throws IOException {
          closed.countDown();
          super.close();
        }
      };
    }
  }

  static class LeavesAThread extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      Thread.ofPlatform()
          .daemon()
          .name("acme-flusher")
          .start(() -> {
            try {
              Thread.sleep(Duration.ofSeconds(15));
            } catch (InterruptedException never) {
              Thread.currentThread().interrupt();
            }
          });
      return new SampleExporter(endpoint, token);
    }
  }

  static class HangsInClose extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public void close() throws IOException {
          try {
            Thread.sleep(Duration.ofSeconds(4));
          } catch (InterruptedException hurried) {
            super.close();
          }
        }
      };
    }
  }

  static class ThrowsForNaN extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        String body(List<SpanData> batch) {
          String body = super.body(batch);
          if (body.contains("\"NaN\"")) {
            throw new NumberFormatException("NaN");
          }
          return body;
        }
      };
    }
  }

  static class LosesNestedValues extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        String body(List<SpanData> batch) {
          return super.body(batch).replaceAll("\"lines\":\\[.*?\\]", "\"lines\":\"[Object]\"");
        }
      };
    }
  }

  static class SendsTwice extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          ExportResult _ = super.export(batch);
          return super.export(batch);
        }
      };
    }
  }

  static class MixesRecordsUp extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        String body(List<SpanData> batch) {
          return super.body(batch).replaceAll("/orders/[a-z]+-\\d+", "/orders/each-0");
        }
      };
    }
  }

  static class CutsTimesToMilliseconds extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        String body(List<SpanData> batch) {
          return super.body(batch).replaceAll("(\"START\":\\d+)\\d{6}\\b", "$1" + "000000");
        }
      };
    }
  }

  static class RejectsTooManyRequests extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        ExportResult result(HttpResponse<String> response) {
          return response.statusCode() / 100 == 4
              ? new ExportResult.Rejected("http " + response.statusCode())
              : super.result(response);
        }
      };
    }
  }

  static class IgnoresTheWishToWait extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        Duration after(HttpResponse<String> response) {
          return Duration.ZERO;
        }
      };
    }
  }

  static class RetriesWhatIsRefused extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        ExportResult result(HttpResponse<String> response) {
          return super.result(response) instanceof ExportResult.Rejected rejected
              ? new ExportResult.Retry(rejected.reason())
              : super.result(response);
        }
      };
    }
  }

  static class CountsItemsFromOne extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        ExportResult result(HttpResponse<String> response) {
          return super.result(response) instanceof PerItem(List<Item> items, Duration after)
              ? new PerItem(
                  items.stream()
                      .map(item -> new Item(item.index() + 1, item.verdict(), item.reason()))
                      .toList(),
                  after)
              : super.result(response);
        }
      };
    }
  }

  static class TakesAnyAnswerForGood extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          try {
            return super.export(batch);
          } catch (IOException strange) {
            return ExportResult.delivered();
          }
        }
      };
    }
  }

  static class GivesUpOnABatchWithAnOddRecord extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          return batch.stream().anyMatch(span -> span.getName().isEmpty())
              ? new ExportResult.Rejected("a span has no name")
              : super.export(batch);
        }
      };
    }
  }

  static class NumbersItsReasons extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        private int attempt;

        @Override
        ExportResult result(HttpResponse<String> response) {
          return super.result(response) instanceof ExportResult.Retry
              ? new ExportResult.Retry("attempt " + ++attempt + " failed")
              : super.result(response);
        }
      };
    }
  }

  static class SharesAClient extends Broken {
    private final List<SampleExporter> shared = new ArrayList<>();

    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      if (shared.isEmpty()) {
        shared.add(new SampleExporter(endpoint, token));
      }
      return new Exporter<>() {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          return shared.getFirst().export(batch);
        }

        @Override
        public void close() throws IOException {
          shared.getFirst().close();
        }
      };
    }
  }

  static class SharesABuffer extends Broken {
    private final List<SpanData> buffer = new ArrayList<>();

    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          List<SpanData> all;
          synchronized (buffer) {
            buffer.addAll(batch);
            all = List.copyOf(buffer);
          }
          ExportResult result = super.export(all);
          synchronized (buffer) {
            buffer.removeAll(batch);
          }
          return result;
        }
      };
    }
  }

  static class PutsTheSecretIntoItsReason extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        ExportResult result(HttpResponse<String> response) {
          return response.statusCode() == 401
              ? new ExportResult.Rejected("http 401: " + response.body())
              : super.result(response);
        }
      };
    }
  }

  static class ShowsThePasswordOfItsUrl extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          try {
            return super.export(batch);
          } catch (IOException failed) {
            throw new IOException("cannot reach " + endpoint, failed);
          }
        }
      };
    }
  }

  static class DeclaresASettingTwice extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token);
    }

    @Override
    protected TraceSink sink() {
      return new SampleTraceSink() {
        @Override
        public List<Setting<?>> settings() {
          return List.of(ENDPOINT, TOKEN, ENDPOINT);
        }
      };
    }
  }

  static class WorksInItsConstructor extends Broken {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token);
    }

    @Override
    protected TraceSink sink() {
      Exporter<SpanData> _ =
          new LeavesAThread().exporter(SampleTraceSink.ENDPOINT.fallback().get(), "");
      return new SampleTraceSink();
    }
  }
}
