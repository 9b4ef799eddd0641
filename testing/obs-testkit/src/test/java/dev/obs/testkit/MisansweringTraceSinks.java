package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// Sinks whose result differs from their backend's response.
final class MisansweringTraceSinks {
  private MisansweringTraceSinks() {}

  static class DeliversToNobody extends BrokenTraceSink {
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

  static class RetriesForEver extends BrokenTraceSink {
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

  static class RejectsTooManyRequests extends BrokenTraceSink {
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

  static class IgnoresTheWishToWait extends BrokenTraceSink {
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

  static class RetriesWhatIsRefused extends BrokenTraceSink {
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

  static class CountsItemsFromOne extends BrokenTraceSink {
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

  static class TakesAnyAnswerForGood extends BrokenTraceSink {
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

  static class NumbersItsReasons extends BrokenTraceSink {
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

  static class RetriesWhatItCannotEncode extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          try {
            return super.export(batch);
          } catch (RuntimeException | Error unencodable) {
            return new ExportResult.Retry("cannot be encoded");
          }
        }
      };
    }
  }

  static class RetriesWhatIsTooLarge extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        ExportResult result(HttpResponse<String> response) {
          return response.statusCode() == 413
              ? new ExportResult.Retry("http 413")
              : super.result(response);
        }
      };
    }
  }
}
