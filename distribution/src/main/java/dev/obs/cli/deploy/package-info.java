/// What `obs deploy` writes: the deployment files of the image with a user's values in them.
@org.jspecify.annotations.NullMarked
package dev.obs.cli.deploy;
