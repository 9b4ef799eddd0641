package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerMessagesTest {
  private final ServerMessages messages = new ServerMessages();

  @Test
  void putsAMessageOnOneShortLine() {
    assertEquals("a b", messages.prepare(" a\r\n\u001b b\u0000"));
    assertEquals("a b", messages.prepare("a\u2028\u202e\ud800 b\ufeff\u00a0"));
    String cut = messages.prepare("x".repeat(5_000));
    assertEquals("x".repeat(119) + "\u2026", cut);
    assertEquals("", messages.prepare(" \t\u200b\n"));
  }

  @Test
  void theFirstMessageStandsForThoseWithOtherNumbers() {
    assertEquals("request 4711 of /v1/x failed", messages.prepare("request 4711 of /v1/x failed"));
    assertEquals("request 4711 of /v1/x failed", messages.prepare("request 0815 of /v1/x failed"));
    assertEquals("trace 5b8e-ef is bad", messages.prepare("trace 5b8e-ef is bad"));
    assertEquals("trace 5b8e-ef is bad", messages.prepare("trace a1 is bad"));
  }

  @Test
  void theNumberOfDifferentMessagesIsLimited() {
    Set<String> prepared = new HashSet<>();
    for (char first = 'a'; first <= 'z'; first++) {
      for (char second = 'a'; second <= 'z'; second++) {
        prepared.add(messages.prepare("no " + first + second));
      }
    }
    assertEquals(17, prepared.size(), "16 messages and the empty one");
    assertEquals("no aa", messages.prepare("no aa"), "a known message is still shown");
  }
}
