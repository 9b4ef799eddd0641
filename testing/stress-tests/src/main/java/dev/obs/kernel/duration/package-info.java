/// What threads share there, for jcstress, which wants public classes.
@org.jspecify.annotations.NullMarked
package dev.obs.kernel.duration;
