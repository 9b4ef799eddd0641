/// The attributes that a process finds out about itself and its surroundings. Nothing here asks
/// another host or waits: the sources are variables, system properties and files of the kernel.
@NullMarked
package dev.obs.kernel.resource;

import org.jspecify.annotations.NullMarked;
