package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                             | TEXT",
        "*/*                                                            | TEXT",
        "text/plain                                                     | TEXT",
        "application/json                                               | TEXT",
        "image/png;q=0                                                  | TEXT",
        "application/openmetrics-text;q=0                               | TEXT",
        "application/openmetrics-text;version=2.0.0                     | TEXT",
        "text/plain;q=0.6,application/openmetrics-text;q=0.5            | TEXT",
        "application/openmetrics-text                                   | OPENMETRICS",
        "application/openmetrics-text; version=1.0.0; charset=utf-8     | OPENMETRICS",
        "application/openmetrics-text,text/plain                        | OPENMETRICS",
        "application/*                                                  | OPENMETRICS",
        // Prometheus 2.42
        "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1                 | OPENMETRICS",
        // Prometheus 3
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
            + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1                 | OPENMETRICS_ESCAPED",
        "application/openmetrics-text;escaping=none                     | OPENMETRICS_ESCAPED",
        "text/plain;version=1.0.0;escaping=allow-utf-8                  | TEXT",
        // Prometheus 3 configured for text
        "text/plain;version=0.0.4;q=0.5,*/*;q=0.4                       | TEXT"
      })
  void isWhatTheClientPrefers(String accept, Format format) {
    assertEquals(format, Format.preferred(accept, Translation.UNDERSCORE_ESCAPING_WITH_SUFFIXES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                             | TEXT",
        "*/*                                                            | TEXT",
        "text/plain;escaping=allow-utf-8;version=0.0.4                  | TEXT",
        "text/plain;version=1.0.0;escaping=underscores                  | TEXT",
        "text/plain;version=1.0.0;escaping=allow-utf-8                  | TEXT_UTF8",
        "text/plain;version=1.0.0;escaping=allow-utf-8,text/plain       | TEXT",
        "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
            + "application/openmetrics-text;q=0.2                       | TEXT_UTF8",
        "application/openmetrics-text                                   | OPENMETRICS",
        "application/openmetrics-text;escaping=underscores              | OPENMETRICS_ESCAPED",
        "application/openmetrics-text;escaping=dots                     | OPENMETRICS_ESCAPED",
        "application/openmetrics-text;escaping=\"allow-utf-8\"          | OPENMETRICS_UTF8",
        "application/openmetrics-text;version=2.0.0;escaping=allow-utf-8| TEXT",
        // Prometheus 2.42
        "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1                 | OPENMETRICS",
        // Prometheus 3, also with protobuf first
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
            + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1                 | OPENMETRICS_UTF8",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;q=0.5,"
            + "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "application/openmetrics-text;version=0.0.1;q=0.3,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.2,"
            + "text/plain;version=0.0.4;q=0.1,/;q=0.0                   | OPENMETRICS_UTF8"
      })
  void namesAreInUtf8IfTheTranslationAndTheClientPermitIt(String accept, Format format) {
    assertEquals(format, Format.preferred(accept, Translation.NO_UTF8_ESCAPING_WITH_SUFFIXES));
    assertEquals(format, Format.preferred(accept, Translation.NO_TRANSLATION));
  }
}
