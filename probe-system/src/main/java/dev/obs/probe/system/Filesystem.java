package dev.obs.probe.system;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/// A file system and its space, with the attributes of each of its points.
record Filesystem(
    String mountpoint,
    Space space,
    Attributes attributes,
    Attributes used,
    Attributes free,
    Attributes reserved) {

  static Filesystem of(Mount mount, Space space) {
    Attributes attributes =
        Attributes.of(
            AttributeKey.stringKey("system.device"),
            mount.device(),
            AttributeKey.stringKey("system.filesystem.mountpoint"),
            mount.point(),
            AttributeKey.stringKey("system.filesystem.type"),
            mount.type(),
            AttributeKey.stringKey("system.filesystem.mode"),
            mount.has("ro") ? "ro" : "rw");
    return new Filesystem(
        mount.point(),
        space,
        attributes,
        state(attributes, "used"),
        state(attributes, "free"),
        state(attributes, "reserved"));
  }

  private static Attributes state(Attributes attributes, String state) {
    return attributes.toBuilder().put("system.filesystem.state", state).build();
  }
}
