/// The text of commands that `obs` and the linker share.
@org.jspecify.annotations.NullMarked
package dev.obs.link.text;
