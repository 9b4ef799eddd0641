package dev.obs.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTextTest {
  @Test
  void textIsThatOfToString() {
    assertEquals("42", SafeText.of(42));
    assertEquals("null", SafeText.of(null));
    assertEquals(
        "java.lang.IllegalStateException: full", SafeText.of(new IllegalStateException("full")));
  }

  @Test
  void anObjectWhoseTextThrowsIsNamedByItsClass() {
    List<Throwable> thrown =
        List.of(
            new IllegalStateException("no text"),
            new AssertionError("no text"),
            new StackOverflowError(),
            new OutOfMemoryError("none left"));
    for (Throwable failure : thrown) {
      Object value = new Unprintable(failure);
      assertEquals(
          Unprintable.class.getName()
              + " (its text cannot be read: "
              + failure.getClass().getName()
              + ")",
          SafeText.of(value));
    }
  }

  @Test
  void aTextThatRefersToItselfEnds() {
    Object endless =
        new Object() {
          @Override
          public String toString() {
            return "again " + this;
          }
        };
    assertTrue(SafeText.of(endless).contains("java.lang.StackOverflowError"));
  }

  @Test
  void aTextOfNullIsText() {
    Object silent =
        new Object() {
          @Override
          @SuppressWarnings("NullAway") // as foreign code may
          public String toString() {
            return null;
          }
        };
    assertEquals("null", SafeText.of(silent));
  }

  @Test
  void aUrlWithAnyHostKeepsAnAtSignOfItsPath() {
    assertEquals("http://(hidden)@my_db/p@th", SafeText.url("http://u:pw@my_db/p@th"));
    assertEquals("http://(hidden)@größe/p@th", SafeText.url("http://u:pw@größe/p@th"));
    assertEquals("http://(hidden)@host/", SafeText.url("http://u:p/w@host/"));
  }

  @Test
  void aMessageThatThrowsIsMissing() {
    assertEquals(Optional.of("full"), SafeText.message(new Exception("full")));
    assertEquals(Optional.empty(), SafeText.message(new Exception()));
    assertEquals(Optional.empty(), SafeText.message(new Unreadable()));
  }

  static Stream<Throwable> ordinary() {
    Exception plain = new Exception("plain");
    Exception suppressing = new Exception("outer", new Exception("cause", new Exception("root")));
    suppressing.addSuppressed(new IllegalStateException("first", new Exception("its cause")));
    suppressing.addSuppressed(new IllegalStateException("second"));
    Exception circular = new Exception("circular");
    circular.addSuppressed(new Exception("around", circular));
    Exception twoLines = new Exception("line one\nline two");
    return Stream.of(plain, suppressing, circular, twoLines, deep(50));
  }

  @ParameterizedTest
  @MethodSource("ordinary")
  void aStackTraceIsThatOfTheJdk(Throwable failure) {
    StringWriter expected = new StringWriter();
    failure.printStackTrace(new PrintWriter(expected, true));
    assertEquals(expected.toString(), SafeText.stackTrace(failure));
  }

  @Test
  void aLongChainOfCausesIsShortened() {
    String trace = SafeText.stackTrace(deep(100_000));
    assertTrue(trace.startsWith("java.lang.Exception: 100000"), trace);
    assertTrue(trace.contains("... shortened"), trace);
    assertTrue(trace.length() < 110_000);
  }

  @Test
  void aHugeMessageIsShortened() {
    assertTrue(SafeText.stackTrace(new Exception("x".repeat(10_000_000))).length() < 110_000);
  }

  @Test
  void deepSuppressedExceptionsAreShortened() {
    Exception failure = new Exception("innermost");
    for (int i = 0; i < 10_000; i++) {
      Exception outer = new Exception("outer");
      outer.addSuppressed(failure);
      failure = outer;
    }
    assertTrue(SafeText.stackTrace(failure).contains("Suppressed: ... shortened"));
  }

  @Test
  void aThrowableWhoseMethodsAllThrowHasATrace() {
    Exception outer = new Exception("outer", new Unreadable());
    String trace = SafeText.stackTrace(outer);
    assertTrue(trace.startsWith("java.lang.Exception: outer"), trace);
    assertTrue(
        trace.contains("Caused by: " + Unreadable.class.getName() + " (its text cannot be read: "),
        trace);
  }

  private static Throwable deep(int causes) {
    Throwable failure = new Exception("0");
    for (int i = 1; i <= causes; i++) {
      failure = new Exception(Integer.toString(i), failure);
    }
    return failure;
  }

  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new AssertionError("no cause");
    }
  }

  @Test
  void aLineHasNoCharacterThatEndsItOrSteersATerminal() {
    assertEquals("a\tb \u00e4\ud83d\ude00", SafeText.line("a\tb \u00e4\ud83d\ude00"));
    assertEquals("\\u000a\\u001b\\u0085\\u2028", SafeText.line("\n\u001b\u0085\u2028"));
    assertEquals("\\u202e\\u200b\\ufeff\\ue000", SafeText.line("\u202e\u200b\ufeff\ue000"));
    assertEquals("\\ud800x\\udb40\\udc01", SafeText.line("\ud800x\udb40\udc01"));
  }

  private record Unprintable(Throwable failure) {
    @Override
    public String toString() {
      throw SafeTextTest.<RuntimeException>sneaky(failure);
    }
  }

  @SuppressWarnings("unchecked") // throws any throwable without declaring it
  private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
