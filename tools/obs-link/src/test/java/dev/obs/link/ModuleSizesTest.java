package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ModuleSizesTest {
  @Test
  void addsUpWhatEachEntryTakesCompressedOrNot() {
    ModuleSizes sizes =
        ModuleSizes.parse(
            """
            jimage: /jdk/lib/modules

            Module: java.base
            Offset       Size       Compressed Entry
                57478847         41          0 META-INF/services/a.b
                29060714       1812        900 com/sun/A.class

            Module: app
            Offset       Size       Compressed Entry
                       0          7          0 app/name with spaces.txt
            """);

    assertEquals(941, sizes.of("java.base"));
    assertEquals(7, sizes.of("app"));
    assertEquals(0, sizes.of("absent"));
  }
}
