package dev.obs.kernel.supervision;

import java.lang.StackWalker.Option;
import java.lang.module.ModuleDescriptor;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/// Recognises the code of sinks on the stack of a thread that sinks share with the application.
///
/// The code of a sink that comes from the plugin folder is everything that its class loader has
/// loaded, its libraries included. The code of a sink that a module provides is that module. Of any
/// other sink, on the class path or added in code, its own class, the class of its exporter and the
/// classes nested in them are known, because its libraries cannot be distinguished from the
/// application's.
///
/// Thread-safe.
public final class SinkCode {
  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private final Set<ClassLoader> loaders = new CopyOnWriteArraySet<>();
  private final Set<Module> modules = new CopyOnWriteArraySet<>();
  private final Set<String> classes = new CopyOnWriteArraySet<>();

  SinkCode() {}

  /// Adds the code of a sink or of its exporter.
  public void add(Object part) {
    Class<?> type = part.getClass();
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return; // the JDK's
    }
    if (!isShared(loader)) {
      loaders.add(loader);
    } else if (provides(type.getModule().getDescriptor(), type.getName())) {
      modules.add(type.getModule());
    } else {
      String name = type.getName();
      int lambda = name.indexOf("$$");
      classes.add(lambda < 0 ? name : name.substring(0, lambda));
    }
  }

  private static boolean isShared(ClassLoader loader) {
    return loader.equals(SinkCode.class.getClassLoader())
        || loader.equals(ClassLoader.getSystemClassLoader())
        || loader.equals(Thread.currentThread().getContextClassLoader());
  }

  private static boolean provides(@Nullable ModuleDescriptor module, String type) {
    return module != null
        && !module.name().equals(SinkCode.class.getModule().getName())
        && module.provides().stream().anyMatch(service -> service.providers().contains(type));
  }

  /// Whether the calling thread runs code of a sink.
  boolean isOnStack() {
    return WALKER.walk(
        frames -> frames.map(StackWalker.StackFrame::getDeclaringClass).anyMatch(this::holds));
  }

  private boolean holds(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return false;
    }
    if (loaders.contains(loader) || modules.contains(type.getModule())) {
      return true;
    }
    String name = type.getName();
    return classes.stream()
        .anyMatch(known ->
            name.startsWith(known)
                && (name.length() == known.length() || name.charAt(known.length()) == '$'));
  }
}
