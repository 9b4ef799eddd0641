package dev.obs.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.spi.Extension;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExtensionKindTest {

  @Test
  void theSinksOfEachSignalAreAKindBeforeAllOthers() {
    assertEquals(
        List.of(
            "trace sink",
            "metric sink",
            "log sink",
            "incident sink",
            "probe",
            "health check",
            "endpoint"),
        ExtensionKind.ALL.stream().map(ExtensionKind::label).toList());
    for (Signal<?> signal : Signal.ALL) {
      assertSame(signal, ExtensionKind.of(signal).signal().orElseThrow());
      assertSame(signal.sinks().service(), ExtensionKind.of(signal).service());
    }
  }

  @Test
  void eachInterfaceOfTheSpiIsAKind() {
    Set<Class<?>> services =
        ExtensionKind.ALL.stream().map(ExtensionKind::service).collect(Collectors.toSet());
    assertEquals(Set.copyOf(Arrays.asList(Extension.class.getPermittedSubclasses())), services);
  }

  @Test
  void anExtensionIsOfTheKindOfItsInterface() {
    assertEquals(List.of(ExtensionKind.of(Signal.LOGS)), ExtensionKind.of(new ConsoleSink()));
    assertTrue(ExtensionKind.of(Signal.INCIDENTS).adapted().isEmpty());
  }
}
