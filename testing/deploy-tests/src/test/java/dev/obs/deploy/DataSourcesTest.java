package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The links from one data source to the next.
class DataSourcesTest {
  private static final Pattern UID = Pattern.compile("(?m)\\w*[uU]id: (\\S+)$");

  @Test
  void thereIsOneOfEachThatTheStackHas() throws IOException {
    assertEquals(
        Set.of("prometheus", "jaeger", "elasticsearch", "alertmanager"),
        DataSources.all().keySet());
  }

  @Test
  void whatIsReferredToIsThere() throws IOException {
    Set<String> referred = new HashSet<>();
    Matcher uid = UID.matcher(DataSources.text());
    while (uid.find()) {
      referred.add(uid.group(1));
    }

    assertEquals(DataSources.all().keySet(), referred);
  }

  @Test
  void theDashboardsChooseThemAtFirst() throws IOException {
    for (JsonNode dashboard : DashboardFiles.all()) {
      for (JsonNode variable : dashboard.at("/templating/list")) {
        if (variable.get("type").asText().equals("datasource")) {
          Map<?, ?> source = DataSources.all().get(variable.at("/current/value").asText());
          assertEquals(variable.get("query").asText(), source.get("type"));
        }
      }
    }
  }

  @Test
  void anExemplarOpensItsTrace() throws IOException {
    Map<?, ?> link =
        (Map<?, ?>)
            ((List<?>) DataSources.options("prometheus").get("exemplarTraceIdDestinations"))
                .getFirst();

    assertEquals("trace_id", link.get("name"));
    assertEquals("jaeger", link.get("datasourceUid"));
  }

  @Test
  void aSpanOpensTheLogLinesOfItsTraceAndALineItsTrace() throws IOException {
    Map<?, ?> toLogs = (Map<?, ?>) DataSources.options("jaeger").get("tracesToLogsV2");
    Map<?, ?> toTrace =
        (Map<?, ?>) ((List<?>) DataSources.options("elasticsearch").get("dataLinks")).getFirst();

    assertEquals("elasticsearch", toLogs.get("datasourceUid"));
    assertEquals("trace_id:\"$${__trace.traceId}\"", toLogs.get("query"));
    assertEquals("jaeger", toTrace.get("datasourceUid"));
    assertTrue("trace_id".matches((String) toTrace.get("field")));
    assertEquals("$${__value.raw}", toTrace.get("url"));
  }

  @Test
  void secretsAreReadFromFiles() throws IOException {
    for (Map<?, ?> source : DataSources.all().values()) {
      assertFalse(source.containsKey("password"));
      assertFalse(source.containsKey("basicAuthPassword"));
      if (source.get("secureJsonData") instanceof Map<?, ?> secrets) {
        secrets
            .values()
            .forEach(secret -> assertTrue(secret.toString().matches("\\$__file\\{/run/.+}")));
      }
    }
  }

  @Test
  void tracesAreAskedForByServiceOrById() throws IOException {
    List<DashboardFiles.Query> queries = DashboardFiles.queries("jaeger");

    assertEquals(3, queries.size());
    for (DashboardFiles.Query query : queries) {
      JsonNode json = query.json();
      if (json.has("queryType")) {
        assertEquals("search", json.get("queryType").asText(), query.where());
        assertEquals("$service", json.get("service").asText(), query.where());
        assertTrue(json.get("limit").asInt() > 0, query.where());
      } else {
        assertEquals("$trace_id", json.get("query").asText(), query.where());
      }
    }
  }
}
