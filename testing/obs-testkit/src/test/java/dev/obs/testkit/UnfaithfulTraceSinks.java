package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Sinks that lose, duplicate or change records.
final class UnfaithfulTraceSinks {
  private UnfaithfulTraceSinks() {}

  static class DropsTheLast extends BrokenTraceSink {
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

  static class CutsLongValues extends BrokenTraceSink {
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

  static class MangledText extends BrokenTraceSink {
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

  static class ThrowsForNaN extends BrokenTraceSink {
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

  static class LosesNestedValues extends BrokenTraceSink {
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

  static class SendsTwice extends BrokenTraceSink {
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

  static class MixesRecordsUp extends BrokenTraceSink {
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

  static class CutsTimesToMilliseconds extends BrokenTraceSink {
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

  static class GivesUpOnABatchWithAnOddRecord extends BrokenTraceSink {
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

  static class SharesABuffer extends BrokenTraceSink {
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

  static class KeepsWhatItEncodedBeforeAnException extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        private final List<String> buffer = new ArrayList<>();

        @Override
        String body(List<SpanData> batch) {
          batch.forEach(span -> buffer.add(SampleJson.write(Received.of(span))));
          String body = "[" + String.join(",", buffer) + "]";
          buffer.clear();
          return body;
        }
      };
    }
  }
}
