package dev.obs.spring;

import dev.obs.api.Operation;
import dev.obs.api.Operations;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/// Puts a proxy around each bean that has [Monitored] methods, without AspectJ.
final class MonitoredPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger("dev.obs.spring");

  private final transient Set<String> warned = ConcurrentHashMap.newKeySet();

  MonitoredPostProcessor(ObjectProvider<Operations> operations, boolean proxyTargetClass) {
    this.advisor = new DefaultPointcutAdvisor(new Pointcut(), new Interceptor(operations));
    setProxyTargetClass(proxyTargetClass);
    setBeforeExistingAdvisors(true); // around transactions, so that their time counts
  }

  @Override
  protected boolean isEligible(Class<?> type) {
    if (!AnnotationUtils.isCandidateClass(type, Monitored.class)) {
      return false;
    }
    warnUnreachable(type);
    boolean eligible = super.isEligible(type);
    if (eligible && Modifier.isFinal(type.getModifiers()) && !hasInterfaces(type)) {
      warn(type.getName(), "the class is final and has no interface");
      return false;
    }
    return eligible;
  }

  @Override
  protected ProxyFactory prepareProxyFactory(Object bean, String name) {
    ProxyFactory factory = super.prepareProxyFactory(bean, name);
    if (Modifier.isFinal(bean.getClass().getModifiers())) {
      factory.setProxyTargetClass(false); // there is no subclass of a final class
    }
    return factory;
  }

  private static boolean hasInterfaces(Class<?> type) {
    return ClassUtils.getAllInterfacesForClass(type).length > 0;
  }

  private void warnUnreachable(Class<?> type) {
    for (Method method : ReflectionUtils.getDeclaredMethods(ClassUtils.getUserClass(type))) {
      if (!MonitoredMethod.isReachable(method)
          && AnnotatedElementUtils.hasAnnotation(method, Monitored.class)) {
        warn(
            method.getDeclaringClass().getName() + "." + method.getName(),
            "it is "
                + Modifier.toString(
                    method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)));
      }
    }
  }

  private void warn(String subject, String reason) {
    if (warned.add(subject)) {
      LOG.log(
          Level.WARNING,
          "@Monitored has no effect on "
              + subject
              + ", because "
              + reason
              + "; change that, or use Operations.run");
    }
  }

  /// The monitored methods of a target class.
  private static final class Pointcut extends StaticMethodMatcherPointcut {
    @Override
    public boolean matches(Method method, Class<?> target) {
      return MonitoredMethod.of(method, target).isPresent();
    }
  }

  /// Runs a call as an operation.
  private static final class Interceptor implements MethodInterceptor {
    private final ObjectProvider<Operations> provider;
    private final Map<Key, Optional<MonitoredMethod>> known = new ConcurrentHashMap<>();
    private volatile @Nullable Operations operations;

    private record Key(Method method, Class<?> target) {}

    Interceptor(ObjectProvider<Operations> provider) {
      this.provider = provider;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
      Object target = call.getThis();
      Class<?> type = target == null ? call.getMethod().getDeclaringClass() : target.getClass();
      Optional<MonitoredMethod> method =
          known.computeIfAbsent(
              new Key(call.getMethod(), type), key -> MonitoredMethod.of(key.method, key.target));
      if (method.isEmpty()) {
        return call.proceed();
      }
      try (Operation operation = operations().start(method.get().name())) {
        method.get().describe(operation, call.getArguments());
        try {
          return call.proceed();
        } catch (Throwable failure) {
          operation.fail(failure);
          throw failure;
        }
      }
    }

    private Operations operations() {
      Operations known = operations;
      if (known == null) {
        known = provider.getObject();
        operations = known;
      }
      return known;
    }
  }
}
