package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "http.server.duration, http_server_duration",
    "a-b/c d,              a_b_c_d",
    "a__b...c,             a_b_c",
    "1st,                  _1st",
    "ns:name,              ns:name",
    "größe,                gr_e",
    "日本,                  _",
    "'',                   _"
  })
  void metricNamesKeepWhatPrometheusTakes(String name, String expected) {
    assertEquals(expected, Names.metric(name));
  }

  @ParameterizedTest
  @CsvSource({"a:b, a_b", "__name__, _name_", "x{}\"=, x_", "7, _7"})
  void labelNamesHaveNoColonAndNoReservedPrefix(String name, String expected) {
    assertEquals(expected, Names.label(name));
  }

  @ParameterizedTest
  @CsvSource({
    "s,             seconds",
    "ms,            milliseconds",
    "By,            bytes",
    "%,             percent",
    "1,             ''",
    "{request},     ''",
    "{a}By{b},      bytes",
    "By/s,          bytes_per_second",
    "m/s,           meters_per_second",
    "{packet}/s,    per_second",
    "1/min,         per_minute",
    "By/{request},  bytes",
    "Cel/h,         celsius_per_hour",
    "furlong/wk,    furlong_per_week",
    "m2,            m2",
    "[degF],        degF",
    "'',            ''"
  })
  void unitsAreWords(String unit, String word) {
    assertEquals(word, Units.word(unit));
  }

  @ParameterizedTest
  @CsvSource({
    "http.requests,          {r}, COUNTER,   http_requests,          ''",
    "http.requests.total,    {r}, COUNTER,   http_requests,          ''",
    "cpu.seconds.total,      s,   COUNTER,   cpu_seconds,            seconds",
    "cpu_total,              s,   COUNTER,   cpu_seconds,            seconds",
    "cpu.utilization,        1,   GAUGE,     cpu_utilization,        ''",
    "hits,                   1,   COUNTER,   hits,                   ''",
    "load_total,             '',  GAUGE,     load_total,             ''",
    "operation.duration,     s,   HISTOGRAM, operation_duration_seconds, seconds",
    "operation_seconds_,     s,   HISTOGRAM, operation_seconds_seconds, seconds",
    "seconds,                s,   GAUGE,     seconds,                ''",
    "_total,                 '',  COUNTER,   _total,                 ''"
  })
  void unitsAndTotalAreNotRepeated(
      String name, String unit, Kind kind, String base, String expectedUnit) {
    FamilyName family = FamilyName.of(new Naming(false, true), name, unit, kind);
    assertEquals(base, family.base());
    assertEquals(expectedUnit, family.unit());
  }
}
