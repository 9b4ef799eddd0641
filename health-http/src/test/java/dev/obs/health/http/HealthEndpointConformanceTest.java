package dev.obs.health.http;

import dev.obs.spi.Endpoint;
import dev.obs.testkit.EndpointConformance;

class HealthEndpointConformanceTest extends EndpointConformance {

  @Override
  protected Endpoint endpoint() {
    return new HealthEndpoint();
  }
}
