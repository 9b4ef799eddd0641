package dev.obs.http.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.testkit.RecordingLogger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests byte by byte, as RFC 9110 and RFC 9112 specify them.
class RequestSyntaxTest {
  private HttpListener listener;

  @BeforeEach
  void open() throws IOException {
    listener =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            Map.of(
                "/a", request -> Response.text(200, "a?" + request.query()),
                "/a b", request -> Response.text(200, request.header("X-Twice"))),
            new RecordingLogger());
  }

  @AfterEach
  void close() {
    listener.close();
  }

  /// A backslash sequence is its character, `~` the fields of an ordinary request.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "400 | GET /a HTTP/1.1\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: localhost\\r\\nHost: localhost\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost:\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: local host\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: localhost:http\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: [::1\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: user@localhost\\r\\n\\r\\n",
        "400 | GET /a\\r\\n\\r\\n",
        "400 | GET  /a HTTP/1.1~",
        "400 | GET /a HTTP/1.1 ~",
        "400 | GET /a b HTTP/1.1~",
        "400 | GET /a http/1.1~",
        "400 | GET /a HTTP/1~",
        "505 | GET /a HTTP/2.0~",
        "505 | PRI * HTTP/2.0\\r\\n\\r\\n",
        "400 | G(T /a HTTP/1.1~",
        "400 | GET mailto:x HTTP/1.1~",
        "400 | GET ftp://localhost/a HTTP/1.1~",
        "400 | GET http:///a HTTP/1.1~",
        "400 | GET http://u@localhost/a HTTP/1.1~",
        "400 | GET a HTTP/1.1~",
        "400 | GET * HTTP/1.1~",
        "400 | GET /a#f HTTP/1.1~",
        "400 | GET /%zz HTTP/1.1~",
        "400 | GET /a%4 HTTP/1.1~",
        "400 | GET /a?%x HTTP/1.1~",
        "400 | GET /ä HTTP/1.1~",
        "400 | GET /a\\0 HTTP/1.1~",
        "400 | GET /a HTTP/1.1\\nHost: localhost\\n\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: localhost\\rX: y\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\n X: y\\r\\nHost: localhost\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: localhost\\r\\n folded\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost : localhost\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: localhost\\r\\nnothing\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: localhost\\r\\n: x\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: localhost\\r\\nX: a\\0b\\r\\n\\r\\n",
        "400 | GET /a HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 1\\r\\nContent-Length: 2~",
        "400 | GET /a HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 1~",
        "400 | GET /a HTTP/1.1\\r\\nContent-Length: 1, 1~",
        "400 | GET /a HTTP/1.1\\r\\nContent-Length: -1~",
        "400 | GET /a HTTP/1.1\\r\\nContent-Length: +1~",
        "400 | GET /a HTTP/1.1\\r\\nContent-Length: 0x1~",
        "400 | GET /a HTTP/1.1\\r\\nContent-Length:~",
        "413 | GET /a HTTP/1.1\\r\\nContent-Length: 99999999999999999999~",
        "400 | GET /a HTTP/1.1\\r\\nContent-Length: 5\\r\\nTransfer-Encoding: chunked~",
        "400 | GET /a HTTP/1.0\\r\\nTransfer-Encoding: chunked~",
        "400 | GET /a HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: x~",
        "501 | GET /a HTTP/1.1\\r\\nTransfer-Encoding: gzip, chunked~",
        "501 | GET /a HTTP/1.1\\r\\nTransfer-Encoding: xchunked~",
        "417 | GET /a HTTP/1.1\\r\\nExpect: magic~"
      })
  void answersAMalformedRequestWithItsStatusAndCloses(int status, String request)
      throws IOException {
    String text = request.replace("~", "\\r\\nHost: localhost\\r\\n\\r\\n").translateEscapes();
    try (RawClient client = RawClient.connect(listener)) {
      String answer = client.send(text).send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n").rest();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
      assertEquals(0, answer.indexOf("HTTP/1.1"), answer);
      assertEquals(0, answer.lastIndexOf("HTTP/1.1"), "one answer: " + answer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "501 | BREW /a",
        "501 | get /a",
        "405 | POST /a",
        "405 | OPTIONS /a",
        "405 | OPTIONS *",
        "405 | CONNECT localhost:80",
        "405 | TRACE /a",
        "404 | GET /",
        "404 | POST /none",
        "404 | GET /a/",
        "404 | GET //a",
        "404 | GET /%00",
        "404 | GET /b/../a",
        "200 | GET /a?match[]=x|y",
        "200 | GET /%61",
        "200 | GET /a%20b",
        "200 | GET http://localhost/a",
        "200 | GET HTTPS://127.0.0.1:99/a?x",
        "404 | GET http://localhost",
        "404 | GET http://localhost?x",
        "421 | GET http://evil.example/a"
      })
  void answersEveryMethodAndFormOfTargetAndKeepsTheConnection(int status, String line)
      throws IOException {
    try (RawClient client = RawClient.connect(listener)) {
      String answer = client.lines(line + " HTTP/1.1\nHost: localhost\n\n").answer();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertEquals(status == 405, answer.contains("\r\nAllow: GET, HEAD\r\n"), answer);
      assertEquals(200, client.get("/a").status());
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    try (RawClient client = RawClient.connect(listener)) {
      client.lines(
          """
          GET /a?1 HTTP/1.1
          Host: localhost

          HEAD /a?2 HTTP/1.1
          Host: localhost

          GET /a?3 HTTP/1.1
          Host: localhost
          Content-Length: 26

          GET /a?no HTTP/1.1
          Host

          GET /a?4 HTTP/1.1
          Host: localhost
          Connection: close

          """
              .replace("Host\n", "Host: "));
      String answers = client.rest();
      assertEquals(4, answers.split("HTTP/1.1 200 OK", -1).length - 1, answers);
      assertTrue(answers.matches("(?s).*a\\?1HTTP.*\r\n\r\nHTTP.*a\\?3HTTP.*a\\?4"), answers);
      assertFalse(answers.contains("a?no"), "a body is not a request: " + answers);
    }
  }

  @Test
  void closesAfterABodyWhoseEndItDoesNotRead() throws IOException {
    String smuggled = "GET /a?smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (String framing :
        new String[] {
          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
          "Content-Length: 70000\r\n\r\n" + smuggled,
          "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n" + smuggled
        }) {
      try (RawClient client = RawClient.connect(listener)) {
        String answer = client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n" + framing).rest();
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\na?"), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
      }
    }
  }

  @Test
  void keepsTheConnectionAsTheVersionAndTheClientSay() throws IOException {
    try (RawClient client = RawClient.connect(listener)) {
      client.lines("GET /a HTTP/1.0\nHost: localhost\nConnection: keep-alive\n\n");
      assertTrue(client.answer().contains("\r\nConnection: keep-alive\r\n"));
      client.lines("\n\nGET /a HTTP/1.1\nHost: localhost\n\n"); // empty lines before it are skipped
      assertEquals(200, client.status());
      client.lines("GET /a HTTP/1.1\nHost: localhost\nConnection: x, Close\n\n");
      assertTrue(client.rest().contains("\r\nConnection: close\r\n"));
    }
    try (RawClient client = RawClient.connect(listener)) {
      assertTrue(client.lines("GET /a HTTP/1.0\n\n").rest().startsWith("HTTP/1.1 200 OK\r\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 9_000, 100_000})
  void limitsTheRequestLine(int length) throws IOException {
    try (RawClient client = RawClient.connect(listener)) {
      client.send("GET /a?" + "x".repeat(length) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertEquals(length < 8_100 ? 200 : 414, client.status());
    }
  }

  @Test
  void limitsTheHeader() throws IOException {
    try (RawClient client = RawClient.connect(listener)) {
      client.lines("GET /a HTTP/1.1\nHost: localhost\nX: " + "x".repeat(15_000) + "\n\n");
      assertEquals(200, client.status());
      client.lines("GET /a HTTP/1.1\nHost: localhost\nX: " + "x".repeat(1_000_000) + "\n\n");
      assertEquals(431, client.status());
    }
    try (RawClient client = RawClient.connect(listener)) {
      client.lines("GET /a HTTP/1.1\nHost: localhost\n" + "X: y\n".repeat(99) + "\n");
      assertEquals(200, client.status());
      client.lines("GET /a HTTP/1.1\nHost: localhost\n" + "X: y\n".repeat(100) + "\n");
      assertEquals(431, client.status());
    }
  }

  @Test
  void joinsTheValuesOfARepeatedField() throws IOException {
    try (RawClient client = RawClient.connect(listener)) {
      client.lines("GET /a%20b HTTP/1.1\nHost: localhost\nx-twice: 1\nX-Twice:  2 \n\n");
      assertTrue(client.answer().endsWith("\r\n\r\n1, 2"));
    }
  }

  @Test
  void datesItsAnswers() throws IOException {
    assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.of(784_111_777));
    for (long second = 0; second < 4_000_000_000L; second += 86_399 * 31) {
      String date = HttpDate.of(second);
      assertEquals(
          LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC),
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toLocalDateTime());
      assertEquals(29, date.length());
    }
    try (RawClient client = RawClient.connect(listener)) {
      assertTrue(client.get("/a").answer().matches("(?s).*\r\nDate: \\w{3}, [^\r]* GMT\r\n.*"));
    }
  }
}
