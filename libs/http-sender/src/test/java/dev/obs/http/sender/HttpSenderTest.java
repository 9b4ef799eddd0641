package dev.obs.http.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.Answer.Reading;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSenderTest {
  private static final byte[] BODY = "{\"hello\":\"world\"}".getBytes(UTF_8);

  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = FakeServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void postsTheBodyWithItsHeaders() throws Exception {
    try (HttpSender sender =
        HttpSender.to(server.uri("/in?x=1"))
            .userAgent("obs/1.2.3")
            .header("X-Token", new Secret("s3cret"))
            .contentType("application/json")
            .build()) {
      Answer answer = sender.send(BODY);
      assertEquals(200, answer.status());
      assertTrue(answer.isSuccess());
    }
    Request request = server.requests().getFirst();
    assertEquals("POST", request.method());
    assertEquals("/in?x=1", request.path());
    assertArrayEquals(BODY, request.body());
    assertEquals("obs/1.2.3", request.headers().get("User-Agent"));
    assertEquals("s3cret", request.headers().get("X-Token"));
    assertEquals("application/json", request.headers().get("Content-Type"));
    assertEquals(Integer.toString(BODY.length), request.headers().get("Content-Length"));
    assertNull(request.headers().get("Content-Encoding"));
    assertNull(request.headers().get("Upgrade"), "no upgrade to HTTP/2 is asked for");
  }

  @Test
  void sendsJsonWithAnotherMethodToAnotherPathOfTheServer() throws Exception {
    try (HttpSender sender =
        HttpSender.to(server.uri("/in?x=1"))
            .header("X-Token", new Secret("s3cret"))
            .contentType("application/x-ndjson")
            .gzip(true)
            .build()) {
      assertEquals(200, sender.send("PUT", "/other?y=2", BODY).status());
      assertEquals(200, sender.send("GET", "/other", new byte[0]).status());
    }
    Request put = server.requests().getFirst();
    assertEquals("PUT /other?y=2", put.method() + " " + put.path());
    assertEquals("application/json", put.headers().get("Content-Type"));
    assertEquals("s3cret", put.headers().get("X-Token"));
    assertArrayEquals(BODY, put.body());
    assertEquals("GET", server.requests().getLast().method());
    assertEquals(0, server.requests().getLast().body().length);
  }

  @Test
  void sendsThePresentValueOfASecret() throws Exception {
    AtomicReference<String> token = new AtomicReference<>("one");
    Secret secret = Secret.of(token::get).map(value -> "Bearer " + value);
    try (HttpSender sender =
        HttpSender.to(server.uri("/")).header("Authorization", secret).build()) {
      sender.send(BODY);
      token.set("two");
      sender.send(BODY);
      assertEquals("Bearer one", server.requests().getFirst().headers().get("Authorization"));
      assertEquals("Bearer two", server.requests().getLast().headers().get("Authorization"));
      token.set("s3cret\r\nX: y");
      assertEquals(
          "the value of header 'Authorization' has a character other than printable ASCII",
          assertThrows(IOException.class, () -> sender.send(BODY)).getMessage());
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void sendsAPartOfAnArray() throws Exception {
    try (HttpSender sender = HttpSender.to(server.uri("/")).build();
        HttpSender gzip = HttpSender.to(server.uri("/")).gzip(true).build()) {
      sender.send(BODY, 2, 5);
      gzip.send(BODY, 2, 5);
    }
    assertEquals("hello", new String(server.requests().getFirst().body(), UTF_8));
    assertEquals("hello", new String(server.requests().getLast().body(), UTF_8));
  }

  @Test
  void sendsALargeBodyInPieces() throws Exception {
    byte[] large = new byte[3_000_017];
    new Random(1).nextBytes(large);
    try (HttpSender sender = HttpSender.to(server.uri("/")).build()) {
      assertTrue(sender.send(large).isSuccess());
    }
    assertArrayEquals(large, server.requests().getFirst().body());
  }

  @Test
  void compressesBodiesIfAsked() throws Exception {
    byte[] large = "telemetry ".repeat(10_000).getBytes(UTF_8);
    try (HttpSender sender = HttpSender.to(server.uri("/")).gzip(true).build()) {
      sender.send(large);
    }
    Request request = server.requests().getFirst();
    assertEquals("gzip", request.headers().get("Content-Encoding"));
    assertTrue(Integer.parseInt(request.headers().get("Content-Length")) < 2_000);
    assertArrayEquals(large, request.body());
  }

  @Test
  void turnsUserInformationIntoBasicAuthenticationAndForgetsIt() throws Exception {
    URI plain = server.uri("/");
    URI uri = URI.create(plain.toString().replace("localhost", "me:p%40ss+@localhost"));
    try (HttpSender sender = HttpSender.to(uri).build()) {
      sender.send(BODY);
      assertEquals("HttpSender[" + plain + "]", sender.toString());
    }
    assertEquals("Basic bWU6cEBzcys=", server.requests().getFirst().headers().get("Authorization"));
  }

  @Test
  void givesTheBodyOfTheAnswerAndTheRequestedDelay() throws Exception {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    server.answer(new Reply(503, Map.of("Retry-After", "Fri, 02 Jan 2026 03:04:35 GMT"), BODY));
    try (HttpSender sender =
        HttpSender.to(server.uri("/")).clock(InstantSource.fixed(now)).build()) {
      Answer answer = sender.send(BODY);
      assertEquals(503, answer.status());
      assertArrayEquals(BODY, answer.body());
      assertEquals(Duration.ofSeconds(30), answer.retryAfter());
      assertFalse(answer.isSuccess());
    }
  }

  @Test
  void decompressesAnswers() throws Exception {
    server.answer(new Reply(200, Map.of("Content-Encoding", "gzip"), gzip(BODY)));
    assertArrayEquals(BODY, send().body());
  }

  @Test
  void takesAnEmptyAnswerForEmptyWhateverItsCoding() throws Exception {
    server.answer(new Reply(200, Map.of("Content-Encoding", "gzip"), new byte[0]));
    assertTrue(send().isSuccess());
  }

  @Test
  void stopsReadingAnAnswerThatIsTooLarge() throws Exception {
    server.answer(new Reply(200, Map.of(), new byte[Body.LIMIT + 1]));
    Answer answer = send();
    assertEquals(Reading.TOO_LARGE, answer.reading());
    assertEquals(0, answer.body().length);
  }

  @Test
  void readsAnAnswerOfExactlyTheLimit() throws Exception {
    server.answer(new Reply(200, Map.of(), new byte[Body.LIMIT]));
    assertEquals(Body.LIMIT, send().body().length);
  }

  @Test
  void stopsDecompressingABomb() throws Exception {
    server.answer(new Reply(200, Map.of("Content-Encoding", "gzip"), gzip(new byte[64 << 20])));
    assertEquals(Reading.TOO_LARGE, send().reading());
  }

  @Test
  void takesDamagedAndUnknownCompressionForBroken() throws Exception {
    server.answer(new Reply(200, Map.of("Content-Encoding", "gzip"), BODY));
    assertEquals(Reading.BROKEN, send().reading());
    server.answer(new Reply(200, Map.of("Content-Encoding", "br"), BODY));
    assertEquals(Reading.BROKEN, send().reading());
  }

  @Test
  void keepsTheStatusOfAnAnswerThatBreaksOff() throws Exception {
    try (RawServer raw = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
        HttpSender sender = HttpSender.to(raw.uri()).build()) {
      Answer answer = sender.send(BODY);
      assertEquals(200, answer.status());
      assertEquals(Reading.BROKEN, answer.reading());
    }
  }

  @Test
  void givesTheMediaTypeOfTheAnswer() throws Exception {
    server.answer(new Reply(200, Map.of("Content-Type", "Text/HTML; charset=utf-8"), BODY));
    assertEquals("text/html", send().contentType());
    server.answer(new Reply(200));
    assertEquals("", send().contentType());
  }

  @Test
  void followsNoRedirect() throws Exception {
    server.answer(
        new Reply(307, Map.of("Location", server.uri("/elsewhere?x").toString()), new byte[0]));
    Answer answer = send();
    assertEquals(307, answer.status());
    assertEquals(server.uri("/elsewhere").toString(), answer.redirect());
    assertEquals(1, server.requests().size());
  }

  @Test
  void usesOneConnectionForManyRequests() throws Exception {
    try (HttpSender sender = HttpSender.to(server.uri("/")).build()) {
      for (int i = 0; i < 50; i++) {
        sender.send(BODY);
      }
    }
    assertEquals(50, server.requests().size());
    assertEquals(1, server.requests().stream().map(Request::connection).distinct().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "host", "Connection", "Transfer-Encoding"})
  void refusesHeadersOfTheConnection(String name) {
    HttpSenderBuilder builder = HttpSender.to(server.uri("/"));
    assertThrows(IllegalArgumentException.class, () -> builder.header(name, new Secret("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret\n", "s3cret\u0000", "s3cretß"})
  void refusesBadHeaderValuesWithoutShowingThem(String value) {
    HttpSenderBuilder builder = HttpSender.to(server.uri("/"));
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> builder.header("X-Token", new Secret(value)));
    assertTrue(refusal.getMessage().contains("X-Token"));
    assertFalse(refusal.getMessage().contains("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Token", "X:Token", "Tokén"})
  void refusesBadHeaderNames(String name) {
    HttpSenderBuilder builder = HttpSender.to(server.uri("/"));
    assertThrows(IllegalArgumentException.class, () -> builder.header(name, new Secret("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://localhost/", "/path", "http:/x", "http://localhost:70000/"})
  void refusesUrlsToWhichNothingCanBeSent(String uri) {
    assertThrows(IllegalArgumentException.class, () -> HttpSender.to(URI.create(uri)));
  }

  private Answer send() throws Exception {
    try (HttpSender sender = HttpSender.to(server.uri("/")).build()) {
      return sender.send(BODY);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
